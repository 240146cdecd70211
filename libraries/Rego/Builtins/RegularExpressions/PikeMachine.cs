using System.Text;

namespace Platform.Rego.Builtins.RegularExpressions;

/// <summary>
/// Runs a program over a text in one pass, all alternatives in step (Pike's algorithm), so the time is at most
/// program length × text length. Of several matches the leftmost wins, then the one a backtracking engine would try first.
/// </summary>
internal sealed class PikeMachine
{
    private const int EndOfText = -1;
    private const long CancellationInterval = 100_000;

    private readonly RegexProgram program;
    private readonly string text;
    private readonly int slots;
    private readonly CancellationToken cancellation;
    private readonly Stack<(int Target, int Slot, int Value)> pending = new();
    private ThreadList current;
    private ThreadList next;

    /// <param name="program">What to run.</param>
    /// <param name="text">What to search.</param>
    /// <param name="slots">How many capture slots to keep; 0 only tells whether there is a match.</param>
    /// <param name="cancellation">Looked at after every 100,000 steps.</param>
    public PikeMachine(RegexProgram program, string text, int slots, CancellationToken cancellation)
    {
        this.cancellation = cancellation;
        this.program = program;
        this.text = text;
        this.slots = slots;
        current = new ThreadList(program.Code.Length, slots);
        next = new ThreadList(program.Code.Length, slots);
    }

    /// <summary>Finds the first match at or after <paramref name="start"/>; its slots are in <paramref name="captures"/>.</summary>
    public bool Run(int start, int[] captures)
    {
        current.Clear();
        next.Clear();
        bool matched = false;
        int[] scratch = new int[slots];
        int position = start;
        for (long steps = 0; ; steps += current.Count + 1)
        {
            if (steps > CancellationInterval)
            {
                cancellation.ThrowIfCancellationRequested();
                steps = 0;
            }

            if (current.Count == 0)
            {
                if (matched || program.IsAnchored && position > 0)
                {
                    return matched;
                }

                if (program.Prefix.Length > 0)
                {
                    int found = text.IndexOf(program.Prefix, position, StringComparison.Ordinal);
                    if (found < 0)
                    {
                        return false;
                    }

                    position = found;
                }
            }

            if (!matched)
            {
                Array.Fill(scratch, -1);
                Add(current, 0, position, scratch);
            }

            int rune = RuneAt(position, out int width);
            for (int i = 0; i < current.Count; i++)
            {
                int pc = current.Dense[i];
                ref readonly RegexInstruction instruction = ref program.Code[pc];
                if (instruction.Operation == RegexOperation.Match)
                {
                    matched = true;
                    if (slots == 0)
                    {
                        return true;
                    }

                    current.Captures(i).CopyTo(captures);
                    break; // lower priorities are cut off
                }

                if (rune != EndOfText && Accepts(instruction, rune))
                {
                    current.Captures(i).CopyTo(scratch);
                    Add(next, pc + 1, position + width, scratch);
                }
            }

            if (rune == EndOfText)
            {
                return matched;
            }

            (current, next) = (next, current);
            next.Clear();
            position += width;
        }
    }

    private static bool Accepts(in RegexInstruction instruction, int rune) => instruction.Operation switch
    {
        RegexOperation.Rune => instruction.Argument == rune,
        RegexOperation.RuneIgnoreCase => instruction.Argument == CaseFolding.Key(rune),
        RegexOperation.Set => instruction.Members!.Contains(rune),
        _ => false,
    };

    private void Add(ThreadList list, int pc, int position, int[] captures)
    {
        pending.Clear();
        pending.Push((pc, -1, 0));
        while (pending.TryPop(out (int Target, int Slot, int Value) entry))
        {
            if (entry.Slot >= 0)
            {
                captures[entry.Slot] = entry.Value;
                continue;
            }

            int target = entry.Target;
            while (list.TryVisit(target))
            {
                ref readonly RegexInstruction instruction = ref program.Code[target];
                switch (instruction.Operation)
                {
                    case RegexOperation.Jump:
                        target = instruction.Argument;
                        continue;
                    case RegexOperation.Split:
                        pending.Push((instruction.Alternative, -1, 0));
                        target = instruction.Argument;
                        continue;
                    case RegexOperation.Save:
                        if (instruction.Argument < slots)
                        {
                            pending.Push((0, instruction.Argument, captures[instruction.Argument]));
                            captures[instruction.Argument] = position;
                        }

                        target++;
                        continue;
                    case RegexOperation.Assert when Holds((RegexAssertion)instruction.Argument, position):
                        target++;
                        continue;
                    case RegexOperation.Assert:
                        break;
                    default:
                        list.Append(target, captures);
                        break;
                }

                break;
            }
        }
    }

    private bool Holds(RegexAssertion assertion, int position) => assertion switch
    {
        RegexAssertion.BeginText => position == 0,
        RegexAssertion.EndText => position == text.Length,
        RegexAssertion.BeginLine => position == 0 || text[position - 1] == '\n',
        RegexAssertion.EndLine => position == text.Length || text[position] == '\n',
        RegexAssertion.WordBoundary => IsAtWordBoundary(position),
        _ => !IsAtWordBoundary(position),
    };

    private bool IsAtWordBoundary(int position) =>
        (position > 0 && PredefinedClasses.IsWord(text[position - 1])) != (position < text.Length && PredefinedClasses.IsWord(text[position]));

    private int RuneAt(int position, out int width)
    {
        if (position >= text.Length)
        {
            width = 0;
            return EndOfText;
        }

        char c = text[position];
        width = 1;
        if (char.IsHighSurrogate(c) && position + 1 < text.Length && char.IsLowSurrogate(text[position + 1]))
        {
            width = 2;
            return char.ConvertToUtf32(c, text[position + 1]);
        }

        return char.IsSurrogate(c) ? Rune.ReplacementChar.Value : c;
    }

    /// <summary>The live alternatives in order of priority, each at most once.</summary>
    private sealed class ThreadList(int size, int slots)
    {
        private readonly int[] visited = new int[size];
        private readonly int[] captures = new int[size * slots];
        private int generation = 1;

        public int[] Dense { get; } = new int[size];

        public int Count { get; private set; }

        public void Clear()
        {
            Count = 0;
            generation++;
        }

        public bool TryVisit(int pc)
        {
            if (visited[pc] == generation)
            {
                return false;
            }

            visited[pc] = generation;
            return true;
        }

        public void Append(int pc, int[] values)
        {
            values.AsSpan(0, slots).CopyTo(captures.AsSpan(Count * slots));
            Dense[Count++] = pc;
        }

        public Span<int> Captures(int index) => captures.AsSpan(index * slots, slots);
    }
}
