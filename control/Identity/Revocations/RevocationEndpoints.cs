using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Identity.Tokens;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.WorkloadIdentity;

namespace Platform.Identity.Revocations;

/// <summary>`/revocations`: the list for every workload, and its two changes for an operator with a strong and recent sign-in.</summary>
public static partial class RevocationEndpoints
{
    /// <summary>Action of adding to the list.</summary>
    public const string RevokeAction = "identity.credential.revoke";

    /// <summary>Action of taking off the list.</summary>
    public const string RestoreAction = "identity.credential.restore";

    private static readonly string[] s_readers = ["gateway", "referrals", "records", "notifications", "policy", "ledger", "dashboard", "cli"];

    /// <summary>Maps the routes.</summary>
    public static void MapRevocations(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/revocations", (RevocationRegister register) => Results.Json(register.Current, JsonSerializerOptions.Web)).RequireWorkloads(s_readers);
        endpoints.MapPut("/revocations/{kind}/{value}", Revoke).RequirePolicy(RevokeAction).OnListener(ListenerClass.Control);
        endpoints.MapDelete("/revocations/{kind}/{value}", Restore).RequirePolicy(RestoreAction).OnListener(ListenerClass.Control);
    }

    /// <summary>What is revoked stands in the audit as the resource.</summary>
    public static ValueTask<ResourceFacts> FactsAsync(HttpContext context, CancellationToken cancellation) =>
        new(ResourceFacts.Of("revocation", Read(context) is { } named ? $"{Wire(named.Kind)}:{named.Value}" : "malformed"));

    private static IResult Revoke(HttpContext context, RevocationRegister register, TokenSigningKey key)
    {
        if (Read(context) is not { } named)
        {
            return Results.BadRequest();
        }

        if (!register.Revoke(named.Kind, named.Value))
        {
            return Results.Conflict();
        }

        if (named.Kind == RevocationKind.Key && named.Value == key.KeyId)
        {
            key.Replace();
        }

        return Results.NoContent();
    }

    private static IResult Restore(HttpContext context, RevocationRegister register)
    {
        if (Read(context) is not { } named)
        {
            return Results.BadRequest();
        }

        register.Restore(named.Kind, named.Value);
        return Results.NoContent();
    }

    private static (RevocationKind Kind, string Value)? Read(HttpContext context)
    {
        var kind = Enum.GetValues<RevocationKind>().Where(known => Wire(known) == (string?)context.Request.RouteValues["kind"]).Cast<RevocationKind?>().FirstOrDefault();
        var value = (string?)context.Request.RouteValues["value"] ?? "";
        return kind is { } found && Value().IsMatch(value) && (found == RevocationKind.Role) == value.Contains(':', StringComparison.Ordinal)
            ? (found, found == RevocationKind.Certificate ? value.ToUpperInvariant() : value)
            : null;
    }

    private static string Wire(RevocationKind kind) => kind.ToString().ToLowerInvariant();

    [GeneratedRegex(@"^[A-Za-z0-9_\-]{1,64}(:[A-Za-z0-9_\-]{1,64})?$")]
    private static partial Regex Value();
}
