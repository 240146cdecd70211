using Platform.Dashboard.Components;

namespace Platform.Dashboard.Pages;

/// <summary>All pages, in the menu's order: a line each (docs/howto/add-a-page.md).</summary>
internal static class DashboardPages
{
    public static IReadOnlyList<DashboardPage> All { get; } =
    [
        new("/resources", "Resources", "dashboard.resource.list", typeof(ResourcesPage), typeof(ResourceTable)),
        new("/resources/{name}", "Resource", "dashboard.resource.read", typeof(ResourcePage), typeof(ResourceLog), InMenu: false),
        new("/topology", "Topology", "dashboard.topology.read", typeof(TopologyPage), typeof(TopologyPicture)),
        new("/traces", "Traces", "dashboard.trace.list", typeof(TracesPage), typeof(TraceTable)),
        new("/traces/{traceId}", "Trace", "dashboard.trace.read", typeof(TracePage), InMenu: false),
        new("/decisions", "Decisions", "dashboard.decision.list", typeof(DecisionsPage)),
        new("/decisions/{id}", "Decision", "dashboard.decision.read", typeof(DecisionPage), InMenu: false),
        new("/policies", "Policies", "dashboard.policy.list", typeof(PoliciesPage)),
        new("/policies/source", "Policy", "dashboard.policy.read", typeof(PolicyPage), InMenu: false),
        new("/breach", "Breach", "dashboard.breach.read", typeof(BreachPage), typeof(BreachProgress)),
        new("/inbox", "Inbox", "dashboard.inbox.read", typeof(InboxPage)),
        new("/audit", "Audit", "dashboard.audit.open", typeof(AuditPage)),
    ];
}
