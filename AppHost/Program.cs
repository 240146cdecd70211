using Platform.AppHost.Topology;
using Platform.AppHost.Topology.Broker;

// The topology. Every word on it is Aspire's, or a verb of ours from Topology/ that is made of Aspire's.
var builder = DistributedApplication.CreateBuilder(args);
var platform = builder.AddPlatform();

var identity = builder.AddProject<Projects.Identity>("identity")
    .AsPlatformProcess(platform)
    .WithControlListener()
    .WithBootstrapListener()
    .WithBrowserListener(7444)
    .WithProofKey(platform);

var policy = builder.AddProject<Projects.PolicyControl>("policy")
    .AsPlatformProcess(platform)
    .WithControlListener()
    .WithWorkloadIdentity(platform, identity)
    .WithBundleSigning(platform);

var ledger = builder.AddProject<Projects.Ledger>("ledger")
    .AsPlatformProcess(platform)
    .WithControlListener()
    .WithWorkloadIdentity(platform, identity).WithPolicyBundles(platform, policy)
    .WithState("ledger");

var messaging = builder.AddBroker(platform, identity);

var records = builder.AddProject<Projects.Records>("records")
    .AsPlatformProcess(platform)
    .WithAppListener()
    .WithWorkloadIdentity(platform, identity).WithPolicyBundles(platform, policy).WithAudit(ledger)
    .WithState("records")
    .WithSidecar(platform, identity);

var referrals = builder.AddProject<Projects.Referrals>("referrals")
    .AsPlatformProcess(platform)
    .WithAppListener()
    .WithWorkloadIdentity(platform, identity).WithPolicyBundles(platform, policy).WithAudit(ledger)
    .WithState("referrals")
    .WithBroker(messaging)
    .WithSidecar(platform, identity).WaitForStart(records);

var notifications = builder.AddProject<Projects.Notifications>("notifications")
    .AsPlatformProcess(platform)
    .WithAppListener()
    .WithWorkloadIdentity(platform, identity).WithPolicyBundles(platform, policy).WithAudit(ledger)
    .WithState("notifications")
    .WithBroker(messaging)
    .WithSidecar(platform, identity).WaitForStart(records);

builder.AddProject<Projects.Gateway>("gateway")
    .AsPlatformProcess(platform)
    .WithBrowserListener(7443)
    .WithWorkloadIdentity(platform, identity).WithPolicyBundles(platform, policy).WithAudit(ledger)
    .WithSignIn(identity)
    .WithSidecar(platform, identity)
    .WaitForStart(referrals).WaitForStart(notifications);

builder.Build().Run();
