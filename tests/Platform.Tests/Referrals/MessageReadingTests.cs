using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Platform.Referrals.Fhir;
using Platform.Referrals.Messages;

namespace Platform.Tests.Referrals;

public sealed class MessageReadingTests
{
    private static readonly ServiceDirectory Directory =
        new(Options.Create(new ServiceDirectoryOptions { Services = { ["111111111"] = "RYE", ["2000011147"] = "RXX01" } }));

    public static IEnumerable<TheoryDataRow<string>> Accepted() => PublishedSamples.Expectations()
        .Where(sample => sample.File.StartsWith("requests/", StringComparison.Ordinal) && sample.File != "requests/validation-999-to-cas-api-repo.json")
        .Select(sample => new TheoryDataRow<string>(sample.File));

    [Theory(SkipUnless = nameof(PublishedSamples.ArePresent), SkipType = typeof(PublishedSamples), Skip = PublishedSamples.Absent)]
    [MemberData(nameof(Accepted))]
    public void Reads_every_published_request(string file)
    {
        var message = PublishedSamples.Json(file);
        var request = message["entry"]!.AsArray().Select(entry => entry!["resource"]!.AsObject()).Single(resource => resource.Text("resourceType") == "ServiceRequest");
        if (message["entry"]![0]!["resource"]!["reason"]!["coding"]![0]!["code"]!.GetValue<string>() != "new")
            request["id"] = Guid.NewGuid().ToString("D");

        var (read, refusal) = Read(message);

        Assert.Null(refusal);
        Assert.Equal("RND", read!.Parties!.Sender);
        Assert.Equal("RYE", read.Parties.Receiver);
        Assert.Null(read.Patient!.VerifiedNumber);
    }

    private static (ReferralMessage? Message, FhirRefusal? Refusal) Read(JsonObject message, Action<IHeaderDictionary>? change = null)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in PublishedSamples.Headers())
            headers[name] = value!.GetValue<string>();
        change?.Invoke(headers);
        return MessageReading.Read(headers, Encoding.UTF8.GetBytes(message.ToJsonString()), Directory);
    }
}
