using System.Text.Json;
using Platform.Contracts;
using Platform.Identity.SignIn;
using Platform.Records.Seeding;

namespace Platform.Tests.Records;

public sealed class SyntheticPopulation
{
    [Fact]
    public void Holds_the_patient_who_can_sign_in() =>
        Assert.Contains(SyntheticPeople.Patients(), patient => patient.Id == Personas.Find("patient")!.Subject && patient.GeneralPractice == "A81001");

    [Fact]
    public void Has_a_thousand_patients_with_valid_numbers_of_the_test_range()
    {
        var patients = SyntheticPeople.Patients().ToArray();

        Assert.Equal(1_000, patients.Select(patient => patient.NhsNumber).Distinct().Count());
        Assert.All(patients, patient =>
        {
            Assert.StartsWith("999", patient.NhsNumber, StringComparison.Ordinal);
            Assert.True(NhsNumber.TryParse(patient.NhsNumber, out _));
        });
    }

    [Fact]
    public void Is_the_same_every_time()
    {
        Assert.Equal(JsonSerializer.Serialize(SyntheticPeople.Patients()), JsonSerializer.Serialize(SyntheticPeople.Patients()));
        Assert.Equal("9990000018", SyntheticPeople.Patients().First().NhsNumber);
        Assert.Equal("9990005826", SyntheticPeople.Patients().ElementAt(7).NhsNumber);
        Assert.Equal(JsonSerializer.Serialize(SyntheticPeople.Notes()), JsonSerializer.Serialize(SyntheticPeople.Notes()));
    }

    [Fact]
    public void Has_distinct_ids()
    {
        var notes = SyntheticPeople.Notes().ToArray();

        Assert.Equal(1_000, SyntheticPeople.Patients().Select(patient => patient.Id).Distinct().Count());
        Assert.Equal(notes.Length, notes.Select(note => note.Id).Distinct().Count());
    }

    [Fact]
    public void Has_notes_with_every_label() =>
        Assert.Equal(
            SensitiveLabels.Confidentiality.Keys.Order(StringComparer.Ordinal),
            SyntheticPeople.Notes().SelectMany(note => note.Labels).Distinct().Order(StringComparer.Ordinal));
}
