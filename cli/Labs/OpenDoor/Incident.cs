namespace Platform.Cli.Labs.OpenDoor;

/// <summary>What happened, as lab 2 prepares it; the grader compares with the same words from which the evidence was written.</summary>
internal static class Incident
{
    public const string Route = "GET /patients/{id}/summary";
    public const string Listener = "management";

    /// <summary>The route came with a policy.</summary>
    public const string Introduced = "2019-06-03";

    /// <summary>The release that took the policy away.</summary>
    public const string Opened = "2019-10-21";

    /// <summary>The release that also showed what patients say of others.</summary>
    public const string Widened = "2021-02-08";

    /// <summary>The first day whose log was kept.</summary>
    public const string LogBegins = "2022-01-01";

    public const string FoundOut = "2025-09-30";

    public static IReadOnlyList<string> Fields { get; } = ["id", "nhsNumber", "family", "birthDate", "postalCode", "phone", "emergencyContact"];
}
