using System.Globalization;
using Platform.Contracts;
using Platform.Contracts.Records;
using Platform.Records.Data;

namespace Platform.Records.Seeding;

/// <summary>
/// The synthetic population: the same index always gives the same person, notes and relationships, ids included. Nobody here exists.
/// </summary>
public static class SyntheticPeople
{
    public const int Count = 1_000;

    /// <summary>When they were all registered; a fixed day, so that two seeded databases are equal.</summary>
    public static readonly DateTimeOffset RegisteredAt = new(2024, 4, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Always = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Practices = ["A81001", "A81002", "B82003", "C83004"];
    private static readonly string[] FemaleNames = ["Amelia", "Beatrice", "Chidera", "Daria", "Esther", "Farah", "Gwen", "Hannah", "Ines", "Joan", "Kavya"];
    private static readonly string[] MaleNames = ["Alan", "Bilal", "Callum", "Dmitri", "Ewan", "Femi", "George", "Haruto", "Isaac", "Jamal", "Kofi"];
    private static readonly string[] Families =
        ["Testa", "Samplewood", "Mockford", "Fakenham", "Dummett", "Synth", "Placeholder", "Fixtureson", "Stubbings", "Exemplar", "Trialby", "Prooftree", "Specimen"];
    private static readonly string[] Streets = ["Imaginary Lane", "Nowhere Street", "Fictional Road", "Pretend Avenue", "Makebelieve Close"];
    private static readonly string[] Cities = ["Testford", "Mockton", "Sampleham", "Dummyborough"];
    private static readonly string[] Kin = ["spouse", "parent", "sibling", "friend", "neighbour"];

    public static IEnumerable<Patient> Patients() => SyntheticNhsNumbers.All().Take(Count).Select(Person);

    public static IEnumerable<CareRelationship> Relationships() =>
        Enumerable.Range(0, Count).Select(index => new CareRelationship
        {
            Id = SyntheticId.Of("relationship", index),
            PatientId = SyntheticId.Of("patient", index),
            Organisation = Practices[index % Practices.Length],
            Kind = RelationshipKinds.Registration,
            ReferralId = "",
            OpenedAt = RegisteredAt,
            Until = Always,
        });

    public static IEnumerable<Note> Notes() =>
        Enumerable.Range(0, Count).SelectMany(index => SyntheticNotes.Of(index, Practices[index % Practices.Length]));

    private static Patient Person(NhsNumber number, int index)
    {
        var female = index % 2 == 0;
        var first = (female ? FemaleNames : MaleNames)[index / 2 % FemaleNames.Length];
        var family = Families[index % Families.Length];
        return new Patient
        {
            Id = SyntheticId.Of("patient", index),
            NhsNumber = number.Digits,
            NhsNumberStatus = "verified",
            Family = family,
            Given = [first],
            Prefix = female ? "Ms" : "Mr",
            Gender = female ? "female" : "male",
            BirthDate = new DateOnly(1934, 1, 1).AddDays(index * 29),
            AddressLines = [string.Create(CultureInfo.InvariantCulture, $"{index % 180 + 1} {Streets[index % Streets.Length]}")],
            City = Cities[index % Cities.Length],
            PostalCode = string.Create(CultureInfo.InvariantCulture, $"ZZ{index % 90 + 1} {index % 9 + 1}ZZ"),
            Phone = string.Create(CultureInfo.InvariantCulture, $"07700 900{index % 1000:000}"),
            Email = $"{first}.{family}.{index}@example.invalid".ToLowerInvariant(),
            GeneralPractice = Practices[index % Practices.Length],
            EmergencyName = $"{MaleNames[(index + 3) % MaleNames.Length]} {family}",
            EmergencyRelationship = Kin[index % Kin.Length],
            EmergencyPhone = string.Create(CultureInfo.InvariantCulture, $"01632 960{index * 7 % 1000:000}"),
            Source = string.Create(CultureInfo.InvariantCulture, $"synthetic:{index}"),
            RegisteredAt = RegisteredAt,
        };
    }
}
