using Platform.Cli.Demo.Breach;

namespace Platform.Cli.Exam.Attackers;

/// <summary>The attacks on the messages, with the broker's passwords that a thief finds in the environment of the services.</summary>
internal static class MessageScene
{
    /// <summary>Null where this system does not show the environment of other processes.</summary>
    public static Task<MessageAttacks?> OfAsync(ExamScene scene, CancellationToken cancellation) =>
        MessageAttacks.PrepareAsync(scene.Platform, scene.Facts, scene.Gateway, scene.People, cancellation);

    /// <exception cref="NotRunException">This system does not show it.</exception>
    public static async Task<MessageAttacks> RequiredAsync(ExamScene scene, CancellationToken cancellation) =>
        await OfAsync(scene, cancellation)
        ?? throw new NotRunException("this system does not show the environment of a process, from which the broker's passwords are stolen");
}
