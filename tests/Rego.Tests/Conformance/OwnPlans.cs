using Platform.Rego.Ir;

namespace Platform.Rego.Tests.Conformance;

public sealed class OwnPlans(ITestOutputHelper output)
{
    [Fact]
    public void Give_what_OPA_says_when_our_compiler_plans_the_modules()
    {
        Assert.SkipWhen(ConformanceFolder.Path is null, ConformanceFolder.Missing);
        var run = new ConformanceRun("own-plans");
        run.All(ConformanceFolder.Cases(), Problem);
        output.WriteLine(run.Report());
        Assert.True(run.Surprises.Count == 0, string.Join('\n', run.Surprises));
    }

    private static string? Problem(ConformanceCase one)
    {
        try
        {
            var modules = one.Modules.Select((source, i) => new RegoModule($"test-{i}.rego", source));
            var query = RegoPolicy.Compile(modules, one.Data, SuiteHost.Options).PrepareQuery(one.Query);
            var result = query.Run(one.Input, null, TestContext.Current.CancellationToken);
            var error = one.StrictErrors ? result.BuiltinErrors.FirstOrDefault() : null;
            return one.Judge(result.Bindings, error);
        }
        catch (RegoEvaluationException e)
        {
            return one.Judge(null, e);
        }
        catch (Exception e) when (e is RegoCompileException or PlanFormatException)
        {
            return e.Message;
        }
    }
}
