using Platform.Rego.Execution.Interpreter;
using Platform.Rego.Values;

namespace Platform.Rego.Execution.Operations;

/// <summary>
/// Puts elements into the composite a local holds. One that others may see already is copied first. False if the local holds something
/// else, or the element is undefined.
/// </summary>
internal static class Mutation
{
    internal static bool Append(ref Val target, Val item, Meter meter)
    {
        if (target.O is not RArr array || item.IsUndefined)
        {
            return false;
        }

        if (!array.MayTake(item))
        {
            meter.Copy(array.Count);
            array = array.Copy();
            target = Val.From(array);
        }

        array.Add(item);
        return true;
    }

    internal static bool Add(ref Val target, Val item, Meter meter)
    {
        if (target.O is not RSet set || item.IsUndefined)
        {
            return false;
        }

        if (!set.MayTake(item))
        {
            meter.Copy(set.Count);
            set = set.Copy();
            target = Val.From(set);
        }

        set.Add(item);
        return true;
    }

    internal static bool Insert(ref Val target, Val key, Val value, Meter meter)
    {
        if (target.O is not RObj obj || key.IsUndefined || value.IsUndefined)
        {
            return false;
        }

        if (!obj.MayTake(value) || !obj.MayTake(key))
        {
            meter.Copy(obj.Count);
            obj = obj.Copy();
            target = Val.From(obj);
        }

        obj.Set(key, value);
        return true;
    }
}
