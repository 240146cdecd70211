using Platform.Cli.Audit;
using Platform.Cli.SignIn;

namespace Platform.Cli.Demo;

/// <summary>After everything: the auditor asks the ledger who saw the patient's record.</summary>
internal sealed class WhoSawIt(HttpClient gateway, PersonaSession auditor, Story story)
{
    private static readonly string[] Expected = ["records.patient.read", "records.note.read"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task<AuditReport> AskAsync(string patientId, CancellationToken cancellation)
    {
        story.Chapter("The audit: who saw this patient's record");
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            // The spools are shipped behind the requests, so the last accesses may be on their way.
            var accesses = await PatientAccesses.ReadAsync(gateway, auditor, patientId, cancellation);
            var doubled = accesses.Count - accesses.DistinctBy(access => (access.Recorder, access.DecisionId)).Count();
            var isKnown = Expected.All(action => accesses.Any(access => access.Action == action && access is { Outcome: "permit", Organisation: "RXX01" }));
            if (isKnown || TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                var report = new AuditReport(isKnown && doubled == 0, accesses.Count, doubled);
                Tell(report, accesses);
                return report;
            }

            await Task.Delay(Pause, cancellation);
        }
    }

    private void Tell(AuditReport report, IReadOnlyList<PatientAccess> accesses)
    {
        var permitted = accesses.Count(access => access.Outcome == "permit");
        var line = $"{accesses.Count} accesses, {permitted} permitted, {report.Doubled} told twice";
        if (report.Ok)
            story.Good(line);
        else
            story.Bad($"{line}; the consultant's readings must be among them");
    }
}
