Platform.Dashboard.DashboardApp.Create(args).Run();
