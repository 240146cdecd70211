using Platform.Contracts;
using Platform.Records.Data;

namespace Platform.Records.Seeding;

/// <summary>The notes of one synthetic patient: always a consultation with third-party information and a letter, for some also a labelled one.</summary>
internal static class SyntheticNotes
{
    private static readonly string[] Complaints =
    [
        "palpitations on exertion", "knee pain after a fall", "recurrent headaches", "shortness of breath at night", "a persistent dry cough",
        "low back pain", "a changing mole on the left forearm",
    ];

    private static readonly string[] ThirdParty =
    [
        "Partner reports loud snoring and pauses in breathing; asked that this is not attributed.",
        "Daughter rang the practice, worried about forgetfulness; does not want the patient to know.",
        "Neighbour states that the patient has been drinking in the mornings.",
    ];

    private static readonly string[] Labels = [.. SensitiveLabels.Confidentiality.Keys.Order(StringComparer.Ordinal)];

    public static IEnumerable<Note> Of(int index, string practice)
    {
        var patient = SyntheticId.Of("patient", index);
        var complaint = Complaints[index % Complaints.Length];
        var at = SyntheticPeople.RegisteredAt.AddDays(index % 300).AddHours(2);
        yield return Note(index, 0, patient, practice, at, "consultation", "Consultation", $"Seen with {complaint}. Examination as expected; plan discussed.",
            ThirdParty[index % ThirdParty.Length], []);
        yield return Note(index, 1, patient, practice, at.AddDays(9), "letter", "Clinic letter", $"Thank you for seeing this patient with {complaint}.", null, []);
        if (index % 5 == 0)
        {
            var label = Labels[index / 5 % Labels.Length];
            yield return Note(index, 2, patient, practice, at.AddDays(20), "consultation", "Confidential consultation",
                $"Discussed {label.Replace('-', ' ')}. The patient asked for discretion.", null, [label]);
        }
    }

    private static Note Note(
        int index, int number, string patient, string practice, DateTimeOffset at, string kind, string title, string text, string? thirdParty, string[] labels) => new()
    {
        Id = SyntheticId.Of("note", index * 10 + number),
        PatientId = patient,
        Kind = kind,
        Title = title,
        Text = text,
        ThirdPartyInformation = thirdParty,
        WrittenAt = at,
        Author = $"clinician-{practice.ToLowerInvariant()}",
        AuthorOrganisation = practice,
        Labels = labels,
        Confidentiality = SensitiveLabels.Strictest(labels),
    };
}
