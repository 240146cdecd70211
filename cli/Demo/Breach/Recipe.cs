using System.Text;
using System.Text.Json.Nodes;
using Platform.Cli.SignIn;

namespace Platform.Cli.Demo.Breach;

/// <summary>How a route of a service is called rightly; the attacks differ from it in the identity alone.</summary>
/// <param name="AppId">The callee.</param>
/// <param name="Method">As in the inventory.</param>
/// <param name="Pattern">As in the inventory.</param>
/// <param name="Caller">The app-id of the workload that may call it.</param>
/// <param name="Persona">The person on whose behalf; empty when the caller acts for itself.</param>
/// <param name="Shot">Path and body, from what the journey has made.</param>
/// <param name="Unrelated">What the unrelated clinician gets: statuses; an empty list where <paramref name="ListsNothing"/>.</param>
/// <param name="ListsNothing">The route answers everybody of the role, with the rows that are theirs: none, for the unrelated.</param>
/// <param name="IsConstant">The same answer for every signed-in person, without anything of a patient.</param>
internal sealed record Recipe(
    string AppId,
    string Method,
    string Pattern,
    string Caller,
    string Persona,
    Func<JourneyFacts, Shot> Shot,
    int[] Unrelated,
    bool ListsNothing = false,
    bool IsConstant = false)
{
    /// <summary>A page or a FHIR search set without anything in it.</summary>
    public static bool FindsNothing(Answer answer) => answer.IsSuccess && JsonNode.Parse(answer.Body) switch
    {
        JsonObject page when page["items"] is JsonArray items => items.Count == 0,
        JsonObject set when (string?)set["type"] == "searchset" => set["entry"] is null or JsonArray { Count: 0 } && (int?)set["total"] == 0,
        _ => false,
    };

    public bool Fits(string appId, Inventory.Route route) => AppId == appId && Method == route.Method && Pattern == route.Pattern;
}

/// <summary>One request: the path as the app receives it, the body, and further headers.</summary>
internal sealed record Shot(string Path, string? Body = null, string MediaType = "application/json", IReadOnlyDictionary<string, string>? Headers = null)
{
    public static Shot Form(string path, string fields, IReadOnlyDictionary<string, string>? headers = null) =>
        new(path, fields, "application/x-www-form-urlencoded", headers);

    public static Shot Json(string path, JsonNode body) => new(path, body.ToJsonString());

    /// <summary>The request at an address, which may begin with more than the path; nobody has signed it.</summary>
    public HttpRequestMessage At(Uri address, string method)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (Body is not null)
            request.Content = new StringContent(Body, Encoding.UTF8, MediaType);
        foreach (var (name, value) in Headers ?? new Dictionary<string, string>())
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    /// <summary>The request to the gateway, signed by a person.</summary>
    public HttpRequestMessage To(HttpClient gateway, PersonaSession person, string method)
    {
        var request = At(new Uri(gateway.BaseAddress!, Path), method);
        person.Sign(request);
        return request;
    }
}

/// <summary>What the journey made and the attacks are after.</summary>
/// <param name="PatientId">The patient of the referral.</param>
/// <param name="NhsNumber">Their NHS number, of the range that is never issued.</param>
/// <param name="Family">Their family name: a canary that no refusal may hold.</param>
/// <param name="NoteId">A note of theirs.</param>
/// <param name="NoteText">Its text: another canary.</param>
/// <param name="ReferralId">A referral of theirs that the attacks may use up.</param>
/// <param name="EventId">The event of the submission, of which the patient was told.</param>
/// <param name="RelationshipId">A relationship of the practice, for the attacks; each right call closes one of its own.</param>
internal sealed record JourneyFacts(string PatientId, string NhsNumber, string Family, string NoteId, string NoteText, string ReferralId, string EventId, string RelationshipId)
{
    /// <summary>A logged decision.</summary>
    public required string DecisionId { get; init; }

    /// <summary>What no refusal may hold.</summary>
    public IEnumerable<string> Canaries => [NhsNumber, Family, NoteText];
}
