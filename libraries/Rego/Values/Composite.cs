namespace Platform.Rego.Values;

/// <summary>
/// An array, object or set. Mutable while one evaluation builds it and frozen, for good, when it is shared or hashed.
/// </summary>
/// <remarks>
/// INVARIANT: the containment graph is acyclic and at most <see cref="MaxDepth"/> deep, so that recursive operations need no guard.
/// An unfrozen composite lies in at most one container, its <see cref="Owner"/>; putting it into a second one freezes it.
/// </remarks>
public abstract class Composite : Boxed
{
    /// <summary>The deepest nesting a value may have.</summary>
    public const int MaxDepth = 512;

    /// <summary>The most values a value may hold, itself and shared parts counted each time they occur.</summary>
    public const long MaxSize = 1L << 28;

    private int _hash;
    private bool _hashed;
    private bool _frozen;
    private int _depth = 1;
    private long _size = 1;

    private protected Composite(ValKind kind) : base(kind)
    {
    }

    private protected Composite? Owner { get; private set; }

    /// <summary>The number of elements.</summary>
    public abstract int Count { get; }

    internal bool Frozen => _frozen;

    internal int Depth => _depth;

    /// <summary>The number of values inside, this one included; not exact for containers of what changed after it was put in.</summary>
    internal long Size => _size;

    internal int Hash
    {
        get
        {
            if (!_hashed)
            {
                _frozen = true;
                _hash = ComputeHash();
                _hashed = true;
            }

            return _hash;
        }
    }

    internal void Freeze() => _frozen = true;

    /// <summary>Whether an element may be put into this very object: neither it nor a container of it is frozen, and no cycle would arise.</summary>
    internal bool MayTake(Val element)
    {
        if (_frozen || ReferenceEquals(element.O, this))
        {
            return false;
        }

        for (var container = Owner; container is not null; container = container.Owner)
        {
            if (container._frozen || ReferenceEquals(element.O, container))
            {
                return false;
            }
        }

        return true;
    }

    private protected abstract int ComputeHash();

    private protected void Adopt(Val element)
    {
        if (element.O is not Composite child)
        {
            _size++;
            return;
        }

        if ((_size += child._size) > MaxSize)
        {
            throw new ValueLimitException($"a value holds more than {MaxSize} values");
        }

        if (!child._frozen)
        {
            if (child.Owner is null)
            {
                child.Owner = this;
            }
            else if (!ReferenceEquals(child.Owner, this))
            {
                child._frozen = true;
            }
        }

        Deepen(child._depth + 1);
    }

    private protected void Release(Val element) => _size -= element.O is Composite child ? child._size : 1;

    /// <summary>Elements of a copied container lie in two of them.</summary>
    private protected static void FreezeAll(ReadOnlySpan<Val> elements)
    {
        foreach (var element in elements)
        {
            if (element.O is Composite { _frozen: false } child)
            {
                child._frozen = true;
            }
        }
    }

    private void Deepen(int depth)
    {
        for (var container = this; container is not null && container._depth < depth; container = container.Owner, depth++)
        {
            if (depth > MaxDepth)
            {
                throw new ValueLimitException($"a value is nested deeper than {MaxDepth} levels");
            }

            container._depth = depth;
        }
    }
}
