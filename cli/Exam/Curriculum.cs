using Platform.Cli.Exam.Steps;

namespace Platform.Cli.Exam;

/// <summary>All steps: those that are examined, in the order in which they are run; and those that are not, each with its reason.</summary>
internal static class Curriculum
{
    public static IReadOnlyList<ExamStep> Examined { get; } =
    [
        AnonymousCalls.Step,
        AppPorts.Step,
        SidecarPorts.Step,
        TokenAlgorithms.Step,
        TokenTimes.Step,
        TokenAudiences.Step,
        StolenTokens.Step,
        UnexchangedTokens.Step,
        IdentityHeaders.Step,
        RogueWorkloads.Step,
        CopiedCertificate.Step,
        BorrowedUsers.Step,
        PathPrefixes.Step,
        ConfusingPaths.Step,
        OtherVerbs.Step,
        SidecarHeaders.Step,
        Egress.Step,
        Existence.Step,
        Lists.Step,
        Assignments.Step,
        Purposes.Step,
        SensitiveNotes.Step,
        ForgedEvents.Step,
        ClaimedProducers.Step,
        QueuesPastExchanges.Step,
        ReplayedMessages.Step,
        Eavesdroppers.Step,
        HostileMessages.Step,
        TamperedBundles.Step,
        PolicyDoors.Step,
        LargeBodies.Step,
        SmuggledRequests.Step,
        Errors.Step,
        OpenDoors.Step,
        ForeignTraces.Step,
        Handshakes.Step,
        AccessHistory.Step,
        Addresses.Step,
        MaskedFields.Step,
        StaleRelationships.Step,
        EmergencyDenials.Step,
        InsecureStarts.Step,
        RevokedCredentials.Step,
        // Last: it looks for what all others may have left behind.
        Canary.Step,
    ];

    public static IReadOnlyList<UnexaminedStep> Unexamined { get; } =
    [
        new("E19", "a clinician walks NHS numbers, in a burst and slowly", "nothing throttles or alerts yet (DE-01, DE-02); the demo shows that such a walk finds nobody"),
        new("E22", "break-glass without right, reason or end", "break-glass does not exist yet (PD-06)"),
        new("E32", "an older bundle; none for 20 minutes", "no step yet; the tests of PolicyControl and Enforcement do it"),
        new("E33", "an empty delta, a bundle that drops relationships", "changes of data are not held for approval yet (PO-09)"),
        new("E35", "the decision point killed, frozen, slow or talking nonsense", "no step yet; the tests of OpaServer do it"),
        new("E36", "the control plane down past the grace; a cold start", "it takes longer than the 15 minutes of grace; the tests do it with a clock of their own"),
        new("E37", "the broker down in the middle of a booking", "the experiment `chaos run broker-outage` does it"),
        new("E38", "the audit edited, cut and restored by a superuser", "the anchors of the ledger do not exist yet (AU-04)"),
        new("E39", "psql as notifications, and as a developer", "no step yet"),
        new("E46", "a clock that is ten minutes off", "processes of one machine have one clock; the tests of WorkloadIdentity do it with clocks of their own"),
        new("E48", "pull requests that weaken the platform", "it needs the pipeline, not the platform"),
        new("E49", "the regulator's drill", "exposure reports do not exist yet"),
        new("E51", "all counters compared after 1,000 calls", "the ledger does not reconcile counters yet (AU-05)"),
        new("E57", "an undeclared route, a honey patient, a dropped span, an impossible state", "drift, honey and trace alerts do not exist yet (DE-04, DE-05, DE-07)"),
    ];

    public static bool Knows(string id) => Examined.Any(step => step.Id == id) || Unexamined.Any(step => step.Id == id);

    /// <summary>What a step tries.</summary>
    public static string AttackOf(string id) =>
        Examined.FirstOrDefault(step => step.Id == id)?.Attack ?? Unexamined.First(step => step.Id == id).Attack;
}
