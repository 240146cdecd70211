// The topology. Every word on it is Aspire's, or a verb of ours from Topology/ that is made of Aspire's.
var builder = DistributedApplication.CreateBuilder(args);
var platform = builder.AddPlatform();

var identity = builder.AddProject<Projects.Identity>("identity")
    .AsPlatformProcess(platform)
    .WithControlListener()
    .WithBootstrapListener()
    .WithBrowserListener(7444)
    .WithProofKey(platform);

var database = builder.AddDatabases(platform, identity);

var policy = builder.AddProject<Projects.PolicyControl>("policy")
    .AsPlatformProcess(platform)
    .WithControlListener()
    .WithWorkloadIdentity(platform, identity).WithBundleSigning(platform).WithState("policy", database);

var ledger = builder.AddProject<Projects.Ledger>("ledger")
    .AsPlatformProcess(platform)
    .WithControlListener()
    .WithWorkloadIdentity(platform, identity).WithPolicyBundles(platform, policy)
    .WithState("ledger", database);
policy.WithAudit(ledger);
identity.WithLatePolicyBundles(platform, policy).WithAudit(ledger);

var messaging = builder.AddBroker(platform, identity);

var records = builder.AddProject<Projects.Records>("records")
    .AsPlatformProcess(platform)
    .WithAppListener()
    .WithWorkloadIdentity(platform, identity).WithPolicyBundles(platform, policy).WithAudit(ledger)
    .WithState("records", database)
    .WithSidecar(platform, identity);

var referrals = builder.AddProject<Projects.Referrals>("referrals")
    .AsPlatformProcess(platform)
    .WithAppListener()
    .WithWorkloadIdentity(platform, identity).WithPolicyBundles(platform, policy).WithAudit(ledger)
    .WithState("referrals", database)
    .WithBroker(messaging)
    .WithSidecar(platform, identity).WaitForStart(records);

var notifications = builder.AddProject<Projects.Notifications>("notifications")
    .AsPlatformProcess(platform)
    .WithAppListener()
    .WithWorkloadIdentity(platform, identity).WithPolicyBundles(platform, policy).WithAudit(ledger)
    .WithState("notifications", database)
    .WithBroker(messaging)
    .WithSidecar(platform, identity).WaitForStart(records);

builder.AddProject<Projects.Gateway>("gateway")
    .AsPlatformProcess(platform)
    .WithBrowserListener(7443)
    .WithWorkloadIdentity(platform, identity).WithPolicyBundles(platform, policy).WithAudit(ledger)
    .WithSignIn(identity)
    .WithSidecar(platform, identity)
    .WaitForStart(referrals).WaitForStart(notifications);
builder.AddDashboard(platform, identity, policy, ledger);
builder.Build().RunOrPublish(builder);
