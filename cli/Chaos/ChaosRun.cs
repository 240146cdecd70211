using Platform.Cli.Chaos.Experiments;
using Platform.Cli.Chaos.Injecting;
using Platform.Cli.Chaos.Load;
using Platform.Cli.Chaos.Reporting;
using Platform.Cli.Chaos.Watching;
using Platform.Cli.Demo;
using Platform.Cli.Running;
using Platform.Cli.SignIn;

namespace Platform.Cli.Chaos;

/// <summary>One experiment from the start of the platform to the report.</summary>
internal static class ChaosRun
{
    private static readonly TimeSpan RecoveryPatience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan AuditPatience = TimeSpan.FromSeconds(30);

    // A receipt that a killed process held is given up after a minute, and a broker may be noticed half a minute late.
    private static readonly TimeSpan SettlePatience = TimeSpan.FromMinutes(3);

    public static async Task<int> RunAsync(Experiment experiment, ChaosOptions options, CancellationToken cancellation)
    {
        var story = Story.For(options.Json);
        story.Chapter($"{experiment.Name}, {options.Count} referrals");
        story.Say(experiment.Hypothesis);
        try
        {
            await using var running = await ChaosPlatform.OpenAsync(options, story, cancellation);
            if (running is null)
                return NotRunning.Tell(StateFolder.Resolve(options.State));
            using var platform = await PlatformUnderTest.ReadAsync(running.Api, running.State.Path, cancellation);
            var report = await ObserveAsync(experiment, options, running.Api, platform, story, cancellation);
            ReportText.Tell(report, story);
            if (options.Json)
                Console.Out.WriteLine(report.ToJson());
            return report.Held ? ExitCode.Ok : ExitCode.Failed;
        }
        catch (PlatformStartException refused)
        {
            story.Bad(refused.Message);
            return refused.ExitCode is ExitCode.AlreadyRunning or ExitCode.MissingTool ? refused.ExitCode : ExitCode.Failed;
        }
        catch (Exception stopped) when (PlatformFailure.Is(stopped, cancellation))
        {
            story.Bad(stopped.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            story.Bad("Stopped on request; what was broken has been put right.");
            return ExitCode.Failed;
        }
    }

    private static async Task<ChaosReport> ObserveAsync(
        Experiment experiment, ChaosOptions options, AppHostApi api, PlatformUnderTest platform, Story story, CancellationToken cancellation)
    {
        var clock = TimeProvider.System;
        var cli = await platform.VisitAsync("cli", cancellation);
        await platform.VisitAsync("gateway", cancellation);
        using var gateway = GatewayClient.Create(platform.Gateway, Path.Combine(platform.State, "identity", "ca.pem"));
        using var gp = new Person(platform, cli, gateway, "gp", clock);
        using var unrelated = new Person(platform, cli, gateway, "unrelated", clock);
        using var keeper = new Person(platform, cli, gateway, "operator", clock);
        using var auditor = new Person(platform, cli, gateway, "auditor", clock);
        var patients = await Patients.OfAsync(gp, cancellation);
        var audited = new AuditedReads(auditor, patients, clock);
        var told = new ToldPatients(gp, clock);
        await told.BeginAsync(cancellation);
        await audited.BeginAsync(cancellation);
        var parkedBefore = (await keeper.ListAsync("/parked", cancellation)).Count;

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var prober = new UnauthorisedProber(platform, gateway, gp, unrelated, patients.All[0].Id, clock);
        var probing = prober.RunAsync(over.Token);
        var load = new ReferralLoad(options.Count, options.Rate, i => new Submission(patients.NhsNumberOf(i)),
            async (submission, token) => await submission.SendAsync(gateway, await gp.SessionAsync(token), clock, token), clock);
        var injector = new Injector(api, story, clock);
        var findings = new Findings();
        var submitting = load.RunAsync(over.Token);
        try
        {
            await experiment.InjectAsync(new Scene(load, injector, told, findings, story), submitting, cancellation);
            load.Allow(load.Count);
            await submitting.WaitAsync(SettlePatience, clock, cancellation);
            await told.WhenAsync(load.Count, SettlePatience, cancellation);
        }
        catch (Exception failure) when (PlatformFailure.Is(failure, cancellation))
        {
            findings.Say("the experiment ran to its end", false, failure.Message);
        }
        finally
        {
            // Its own time: also after Ctrl-C nothing is left broken.
            using var own = new CancellationTokenSource(RecoveryPatience);
            foreach (var left in await injector.RecoverAllAsync(RecoveryPatience, own.Token))
                findings.Say("everything is put right", false, left);
        }
        var duration = injector.Elapsed;
        var (tally, counted) = await CountAsync(told, audited, keeper, load, parkedBefore, cancellation);
        await over.CancelAsync();
        await Task.WhenAll(probing, submitting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (probing.Exception is { } blind)
            findings.Say("the prober asked to the end", false, blind.GetBaseException().Message);
        return new ChaosReport(
            experiment.Name,
            experiment.Hypothesis,
            SteadyState.Of(load.Attempts, injector.First, injector.Last),
            injector.Injections,
            [
                prober.Invariant,
                .. counted,
                Recovery(experiment, injector.Injections),
                .. findings.All,
            ],
            tally,
            (tally?.Delivered ?? 0) / duration.TotalSeconds,
            duration);
    }

    // What cannot be counted is a failure of its own, and no reason to withhold the rest of the report.
    private static async Task<(Tally? Tally, IReadOnlyList<Invariant> Invariants)> CountAsync(
        ToldPatients told, AuditedReads audited, Person keeper, ReferralLoad load, int parkedBefore, CancellationToken cancellation)
    {
        try
        {
            var tally = await told.CountAsync(load.Accepted, cancellation);
            var parked = (await keeper.ListAsync("/parked", cancellation)).Count - parkedBefore;
            var audit = await audited.CountAsync(load.Accepted, AuditPatience, cancellation);
            return (tally, [.. tally.Invariants, new("nothing is parked", parked <= 0, $"{parked} messages parked"), audit]);
        }
        catch (Exception failure) when (PlatformFailure.Is(failure, cancellation))
        {
            return (null, [new("the lists can be read at the end", false, failure.Message)]);
        }
    }

    private static Invariant Recovery(Experiment experiment, IReadOnlyList<Injection> injections)
    {
        var worst = injections.Select(one => one.RecoveredAfter ?? TimeSpan.MaxValue).DefaultIfEmpty().Max();
        return new Invariant(
            FormattableString.Invariant($"each recovers within {experiment.RecoveryMax.TotalSeconds:0} s"),
            worst <= experiment.RecoveryMax,
            worst == TimeSpan.MaxValue ? "one never did" : FormattableString.Invariant($"{worst.TotalSeconds:0.0} s at most"));
    }
}
