namespace Syndicator.Tests;

public class SharedTests
{
    [Fact]
    public void The_repository_is_found_from_the_test_assembly() =>
        File.Exists(Path.Combine(Shared.Repository, "global.json")).ShouldBeTrue();
}
