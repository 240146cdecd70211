using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Platform.PolicyControl.Decisions;
using Platform.PolicyControl.Revisions;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;

namespace Platform.PolicyControl.Policies;

/// <summary>What is published: the policies with their tests and coverage, the revisions, and who decided last by which of them.</summary>
internal static partial class PolicyEndpoints
{
    public const string Action = "platform.policy.read";

    private const int RevisionsMax = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/policies", ListAsync).RequirePolicy(Action).OnListener(ListenerClass.Control);
        routes.MapGet("/policies/source", ReadAsync).RequirePolicy(Action).OnListener(ListenerClass.Control);
    }

    public static ValueTask<ResourceFacts> FactsAsync(HttpContext context, CancellationToken cancellation) => new(ResourceFacts.Of("policy", "any"));

    private static async Task<IResult> ListAsync(
        TestedPolicies policies, RevisionLog revisions, ActivationLog activations, DecisionDb db, CancellationToken cancellation)
    {
        var listed = revisions.Revisions.Reverse().Take(RevisionsMax).ToArray();
        var last = await db.Decisions.AsNoTracking().GroupBy(row => row.App).Select(group => group.Max(row => row.Sequence)).ToListAsync(cancellation);
        var services = await db.Decisions.AsNoTracking().Where(row => last.Contains(row.Sequence))
            .OrderBy(row => row.App).Select(row => new { service = row.App, row.Revision, row.Time }).ToListAsync(cancellation);
        var sources = policies.Sources;
        var coverage = sources is null ? null : await policies.CoverageAsync(sources, cancellation);
        return Results.Ok(new
        {
            coverage = coverage?.Percent,
            tests = coverage?.Tests.Count,
            policies = sources?.Modules.Select(module => new
            {
                file = module.Path,
                title = Title().Match(module.Text).Groups[1].Value,
                coverage = coverage?.Files.GetValueOrDefault(module.Path)?.Percent,
                tests = coverage?.TestsOf(module.Path).Count(),
            }) ?? [],
            revisions = listed,
            activations = activations.Activations.Where(activation => listed.Any(revision => revision.Digest == activation.Digest)),
            services,
        });
    }

    private static async Task<IResult> ReadAsync(string file, TestedPolicies policies, CancellationToken cancellation)
    {
        // Nothing is read from disk: a name that is not one of the published sources finds nothing.
        if (policies.Sources is not { } sources || sources.Modules.FirstOrDefault(known => known.Path == file) is not { } module)
        {
            return Results.NotFound();
        }

        var coverage = await policies.CoverageAsync(sources, cancellation);
        var lines = coverage?.Files.GetValueOrDefault(file);
        return Results.Ok(new
        {
            file,
            title = Title().Match(module.Text).Groups[1].Value,
            module.Text,
            coverage = lines?.Percent,
            covered = lines?.Covered ?? [],
            notCovered = lines?.NotCovered ?? [],
            tests = coverage?.TestsOf(file).Select(test => new { test.Name, test.Row }) ?? [],
            testText = sources.Tests.FirstOrDefault(test => test.Path == TestCoverage.TestFileOf(file))?.Text ?? "",
        });
    }

    [GeneratedRegex(@"^# title: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Title();
}
