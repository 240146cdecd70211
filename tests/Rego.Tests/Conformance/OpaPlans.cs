using Platform.Rego.Builtins;
using Platform.Rego.Execution;
using Platform.Rego.Ir;
using Platform.Rego.Values;

namespace Platform.Rego.Tests.Conformance;

public sealed class OpaPlans(ITestOutputHelper output)
{
    /// <summary>OPA's test host has it too. Time stands still during an evaluation, so there is nothing to wait for.</summary>
    private static readonly BuiltinEntry s_sleep = new("test.sleep", 1, static (_, _) => Val.Null);

    [Fact]
    public void Give_what_OPA_says_when_our_interpreter_runs_them()
    {
        Assert.SkipWhen(ConformanceFolder.Path is null, ConformanceFolder.Missing);
        var run = new ConformanceRun("opa-plans");
        run.All(ConformanceFolder.Plans(), Problem);
        output.WriteLine(run.Report());
        Assert.True(run.Surprises.Count == 0, string.Join('\n', run.Surprises));
    }

    /// <summary>The plans name files <c>module-N.rego</c>; the texts of errors in the cases expect <c>test-N.rego</c>.</summary>
    private static Policy WithSuiteFileNames(Policy policy) => policy with
    {
        Static = policy.Static with
        {
            Files = [.. policy.Static.Files.Select(f => f.Replace("module-", "test-", StringComparison.Ordinal))],
        },
    };

    private static string? Problem(ConformanceCase one)
    {
        try
        {
            var program = PolicyProgram.Link(WithSuiteFileNames(PolicyReader.Read(one.Plan)), [s_sleep]);
            var result = program.Run("eval", one.Input, one.Data, cancellation: TestContext.Current.CancellationToken);
            var error = one.StrictErrors ? result.BuiltinErrors.FirstOrDefault() : null;
            return one.Judge(result.Bindings, error);
        }
        catch (RegoEvaluationException e)
        {
            return one.Judge(null, e);
        }
        catch (PlanFormatException e)
        {
            return e.Message;
        }
    }
}
