namespace Platform.Cli.Rego;

/// <summary>What the <c>rego</c> commands return: the codes of <c>opa</c>, so that scripts written for it go on working. They differ from <see cref="ExitCode"/>.</summary>
internal static class RegoExitCode
{
    public const int Ok = 0;

    /// <summary>Files that cannot be read, policies that do not compile; of <c>eval --fail</c>, an undefined result.</summary>
    public const int Error = 1;

    /// <summary>Of <c>eval</c>, any error: 1 is left for <c>--fail</c>.</summary>
    public const int EvaluationError = 2;

    /// <summary>Of <c>fmt</c>, a file that does not parse or, with <c>--fail</c>, is not formatted.</summary>
    public const int NotFormatted = 2;

    /// <summary>Of <c>test</c>, a test that failed, erred or was skipped.</summary>
    public const int TestFailed = 2;
}
