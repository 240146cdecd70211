using Platform.Controls;

// Programs that a test needs and production must not have. The first argument says which.
switch (args)
{
    case ["spool-writer", var folder]:
        await SpoolWriter.RunAsync(folder);
        return 0;
    default:
        Console.Error.WriteLine("usage: Platform.Controls spool-writer <folder>");
        return 2;
}
