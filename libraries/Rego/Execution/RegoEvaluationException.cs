namespace Platform.Rego;

/// <summary>An evaluation failed; there is no decision. The message is OPA's full text, <c>file:row: code: what</c>.</summary>
public class RegoEvaluationException : Exception
{
    /// <summary>An error at a place in the source.</summary>
    /// <param name="code">One of <see cref="EvaluationErrorCode"/>.</param>
    /// <param name="reason">What happened.</param>
    /// <param name="file">The source file, empty if not known.</param>
    /// <param name="row">The line.</param>
    /// <param name="inner">The cause.</param>
    public RegoEvaluationException(string code, string reason, string file = "", int row = 0, Exception? inner = null)
        : base(file.Length == 0 ? $"{code}: {reason}" : $"{file}:{row}: {code}: {reason}", inner)
    {
        Code = code;
        Reason = reason;
        File = file;
        Row = row;
    }

    /// <summary>One of <see cref="EvaluationErrorCode"/>.</summary>
    public string Code { get; }

    /// <summary>What happened, without code and place.</summary>
    public string Reason { get; }

    /// <summary>The source file, empty if not known.</summary>
    public string File { get; }

    /// <summary>The line.</summary>
    public int Row { get; }
}
