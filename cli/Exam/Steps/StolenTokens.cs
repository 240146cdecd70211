using System.Security.Cryptography;
using Platform.Cli.Exam.Attackers;

namespace Platform.Cli.Exam.Steps;

/// <summary>A token that its owner's key is bound to, in the hands of somebody else; and proofs that were overheard.</summary>
internal static class StolenTokens
{
    public static ExamStep Step { get; } = new(
        "E07", "a stolen token without its key; an overheard proof again; a proof for another address, method or token", "401 each", ["ID-05"], RunAsync)
    {
        LeavesOut = "the alert on a replay: nothing raises alerts yet",
    };

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var person = scene.People.Consultant;
        var token = person.Token;
        using var thief = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await Try("without proof", null);
        await Try("as a bearer token", null, scheme: "Bearer");
        await Try("as a bearer token with the proof", EdgeCall.Prove(person.Key, token, "GET", scene.Record), scheme: "Bearer");
        await Try("with the thief's proof", EdgeCall.Prove(thief, token, "GET", scene.Record));
        await Try("with a proof for another address", EdgeCall.Prove(person.Key, token, "GET", "/referrals"));
        await Try("with a proof for another service", EdgeCall.Prove(person.Key, token, "GET", scene.Record, "records"));
        await Try("with a proof for another method", EdgeCall.Prove(person.Key, token, "POST", scene.Record));
        await Try("with a proof for another token", EdgeCall.Prove(person.Key, scene.People.Gp.Token, "GET", scene.Record));
        await Try("with a proof for no token", EdgeCall.Prove(person.Key, null, "GET", scene.Record));
        await Try("with a proof that is no token", "not.a.proof");

        var overheard = EdgeCall.Prove(person.Key, token, "GET", scene.Record);
        examination.RequireAnswered("the first use of a proof", await EdgeCall.SendAsync(scene, token, overheard, scene.Record, cancellation));
        await Try("with an overheard proof", overheard);

        var door = await scene.DoorAsync("records", "gateway", cancellation);
        var inside = await scene.ExchangedAsync(person, "records", cancellation);
        var proof = door.Prove(inside, "GET", scene.Record);
        examination.RequireAnswered("the first use of a proof at records", await door.AskAsync(inside.Value, proof, "GET", scene.Record, cancellation));
        await examination.TryAsync("with an overheard proof, at records", cancel => door.AskAsync(inside.Value, proof, "GET", scene.Record, cancel), cancellation, 401);
        await examination.TryAsync("without proof, at records", cancel => door.AskAsync(inside.Value, null, "GET", scene.Record, cancel), cancellation, 401);

        Task Try(string what, string? proof, string scheme = "DPoP") => examination.TryAsync(what,
            cancel => EdgeCall.SendAsync(scene, token, proof, scene.Record, cancel, scheme: scheme), cancellation, 401);
    }
}
