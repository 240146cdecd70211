Platform.Ledger.LedgerApp.Create(args).Run();
