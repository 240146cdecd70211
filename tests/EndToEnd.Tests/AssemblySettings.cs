// Each test runs a whole platform; two at once on two cores would only make both slow.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
