using Platform.Tests.Identity;

namespace Platform.Tests.Sidecar;

/// <summary>Identity, an app `records` behind its sidecar, and the sidecar of `referrals`, which calls it.</summary>
public sealed class SidecarPair : IAsyncLifetime
{
    public const string Policies = """
        [
          {appId: referrals, namespace: default, trustDomain: platform.local, defaultAction: deny, operations: [
            {name: /patients/match, httpVerb: [POST], action: allow},
            {name: /patients/*/notes, httpVerb: [GET, DELETE], action: allow},
            {name: /$process-message, httpVerb: [POST], action: allow}]}
        ]
        """;

    public RunningIdentity Identity { get; private set; } = null!;

    public EchoApp App { get; private set; } = null!;

    public RunningSidecar Records { get; private set; } = null!;

    public RunningSidecar Referrals { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Identity = await RunningIdentity.StartAsync();
        App = await EchoApp.StartAsync();
        Records = await RunningSidecar.StartAsync(Identity, "records", Policies, App.Port);
        Referrals = await RunningSidecar.StartAsync(Identity, "referrals", peers: ("records", Records.Mesh));
    }

    public async ValueTask DisposeAsync()
    {
        await Referrals.DisposeAsync();
        await Records.DisposeAsync();
        await App.DisposeAsync();
        await Identity.DisposeAsync();
    }
}
