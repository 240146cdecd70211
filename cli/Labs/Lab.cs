namespace Platform.Cli.Labs;

/// <summary>An exercise of the workshop: what it sets up, and what it takes to pass.</summary>
internal abstract class Lab
{
    public abstract int Number { get; }

    /// <summary>As in the name of its page.</summary>
    public abstract string Name { get; }

    public abstract string Title { get; }

    /// <summary>What to plan for it, talk included.</summary>
    public abstract int Minutes { get; }

    /// <summary>Grading asks a running platform.</summary>
    public virtual bool NeedsPlatform => false;

    /// <summary>What <c>lab run</c> runs; null where there is nothing to run.</summary>
    public virtual BesideProgram? Beside => null;

    public string Page => $"docs/workshop/{Number}-{Name}.md";

    /// <summary>The first thing to do in the folder, in a sentence.</summary>
    public abstract string FirstStep(LabFolder folder);

    /// <summary>Fills an empty folder.</summary>
    /// <exception cref="LabException">It cannot be set up; the message says what to do.</exception>
    public abstract void SetUp(LabFolder folder);

    /// <summary>Grades the folder; every finding must be good.</summary>
    /// <exception cref="LabException">It cannot be graded at all; the message says what to do.</exception>
    public abstract Task CheckAsync(LabFolder folder, Findings findings, CancellationToken cancellation);
}
