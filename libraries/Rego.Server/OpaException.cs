using Platform.Rego.Diagnostics;

namespace Platform.Rego.Server;

/// <summary>A request cannot be answered; what OPA's REST API says then: <c>{"code","message","errors"}</c>.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="code">One of OPA's codes, such as <c>invalid_parameter</c>.</param>
/// <param name="message">For people.</param>
/// <param name="errors">The places, if any.</param>
public sealed class OpaException(int status, string code, string message, IReadOnlyList<OpaErrorDetail>? errors = null) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>One of OPA's codes.</summary>
    public string Code { get; } = code;

    /// <summary>The places, if any.</summary>
    public IReadOnlyList<OpaErrorDetail> Errors { get; } = errors ?? [];

    internal static OpaException BadRequest(string message) => new(400, "invalid_parameter", message);

    internal static OpaException NotFound(string message) => new(404, "resource_not_found", message);

    internal static OpaException Uncompilable(string what, RegoCompileException wrong) =>
        new(400, "invalid_parameter", $"error(s) occurred while compiling {what}", [.. wrong.Diagnostics.Select(Detail)]);

    internal static OpaException Unevaluated(RegoEvaluationException failed) =>
        new(500, "internal_error", "error(s) occurred while evaluating query", [new(failed.Code, failed.Reason, failed.File, failed.Row, 0)]);

    private static OpaErrorDetail Detail(Diagnostic error) => new(error.Code, error.Message, error.Span.File, error.Span.Row, error.Span.Column);
}

/// <summary>One error within a refusal.</summary>
/// <param name="Code">For instance <c>rego_parse_error</c>.</param>
/// <param name="Message">For people.</param>
/// <param name="File">The module's id; empty where there is none.</param>
/// <param name="Row">One-based; 0 where there is none.</param>
/// <param name="Column">One-based; 0 where it is not known.</param>
public sealed record OpaErrorDetail(string Code, string Message, string File, int Row, int Column);
