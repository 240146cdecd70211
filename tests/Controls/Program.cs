using Platform.Controls;

// Programs that a test needs and production must not have. The first argument, or CONTROL where a launcher passes none, says which.
var control = args.Length > 0 ? args[0] : Environment.GetEnvironmentVariable("CONTROL");
switch (control)
{
    case "records-open":
        await RecordsControl.OpenAsync(args);
        return 0;
    case "records-switched":
        await RecordsControl.SwitchedAsync(args);
        return 0;
    case "records-unbound":
        await RecordsControl.UnboundAsync(args);
        return 0;
    case "notifications-doubling":
        await NotificationsControl.DoublingAsync(args);
        return 0;
    case "notifications-dropping":
        await NotificationsControl.DroppingAsync(args);
        return 0;
    case "mail":
        await MailAlone.RunAsync();
        return 0;
    case "spool-writer" when args.Length == 2:
        await SpoolWriter.RunAsync(args[1]);
        return 0;
    default:
        Console.Error.WriteLine("usage: Platform.Controls records-open | records-switched | records-unbound | notifications-doubling | notifications-dropping | mail | spool-writer <folder>");
        return 2;
}
