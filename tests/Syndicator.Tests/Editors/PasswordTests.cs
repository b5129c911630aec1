using System.Buffers.Binary;
using System.Net;
using Dapper;
using Syndicator.Editors;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Editors;

public sealed class PasswordTests() : EditorsSuite(new SqliteServer())
{
    [Fact]
    public async Task The_right_password_lets_in_and_a_wrong_one_or_an_unknown_name_does_not()
    {
        var desk = await DeskOfAnnAsync();
        (await TryAsync(desk, From(" ANN "), Password)).ShouldBe(new PasswordOutcome.Right(Person.OfLocal("ann")));
        (await desk.Editors.ListAsync(Cancellation)).Single().SignedInAt.ShouldBe(Clock.GetUtcNow());
        foreach (
            var (name, password) in new[]
            {
                ("ann", "wrong"),
                ("ann", ""),
                ("ben", Password),
                ("", ""),
                ("ann\0", Password),
                ("\uD800", "\uD800"),
            }
        )
        {
            (await TryAsync(desk, From(name), password)).ShouldBe(new PasswordOutcome.Wrong(), name);
        }
    }

    [Fact]
    public async Task A_password_is_the_same_however_a_keyboard_composes_it()
    {
        var desk = await DeskOfAnnAsync("Zu Hause gr\u00FC\u00DFt der Igel");
        (await TryAsync(desk, From("ann"), "Zu Hause gru\u0308\u00DFt der Igel ")).ShouldBeOfType<PasswordOutcome.Right>();
    }

    [Fact]
    public async Task Guessing_a_name_waits_longer_and_longer_but_never_long()
    {
        var desk = await DeskOfAnnAsync();
        var waits = new List<double>();
        for (var attempt = 0; attempt < 16; attempt++)
        {
            (await TryAsync(desk, From("ann", $"203.0.113.{attempt}"), "wrong")).ShouldBeOfType<PasswordOutcome.Wrong>();
            var next = await TryAsync(desk, From("ann", "198.51.100.1"), "wrong");
            if (next is PasswordOutcome.Wait wait)
            {
                waits.Add(wait.For.TotalSeconds);
                (await TryAsync(desk, From("ann", "198.51.100.2"), Password)).ShouldBeOfType<PasswordOutcome.Wait>("even the right one");
                await AdvanceAsync(wait.For);
            }
        }

        waits.ShouldBe([1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60, 60, 60], 0.001);
        (await TryAsync(desk, From("ann"), Password)).ShouldBeOfType<PasswordOutcome.Right>();
        (await TryAsync(desk, From("ann"), "wrong")).ShouldBeOfType<PasswordOutcome.Wrong>("the right one forgave what was before");
    }

    [Fact]
    public async Task A_browser_that_knows_the_editor_does_not_wait_for_what_others_do()
    {
        var desk = await DeskOfAnnAsync();
        while (await TryAsync(desk, From("ann"), "wrong") is PasswordOutcome.Wrong) { }

        (await TryAsync(desk, From("ann"), Password)).ShouldBeOfType<PasswordOutcome.Wait>();
        (await TryAsync(desk, From("ann", browser: "known"), Password)).ShouldBeOfType<PasswordOutcome.Right>();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await TryAsync(desk, From("ann", browser: "stolen"), "wrong");
        }

        (await TryAsync(desk, From("ann", browser: "stolen"), Password)).ShouldBeOfType<PasswordOutcome.Wait>(
            "a stolen one helps nobody to guess"
        );
    }

    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9", true)]
    [InlineData("203.0.113.9", "203.0.113.10", false)]
    [InlineData("2001:db8::1", "2001:db8::ffff:2", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    [InlineData("::ffff:203.0.113.9", "203.0.113.9", true)]
    public async Task One_address_that_tries_many_names_waits(string address, string next, bool waits)
    {
        var desk = await DeskOfAnnAsync();
        for (var attempt = 0; attempt < 20; attempt++)
        {
            (await TryAsync(desk, From($"name{attempt}", address), "wrong")).ShouldBeOfType<PasswordOutcome.Wrong>();
        }

        (await TryAsync(desk, From("ann", next), Password) is PasswordOutcome.Wait).ShouldBe(waits);
        await AdvanceAsync(SignInAttempts.Forgotten);
        (await TryAsync(desk, From("ann", address), Password)).ShouldBeOfType<PasswordOutcome.Right>();
    }

    [Fact]
    public async Task Wrong_tokens_are_counted_together_where_one_has_all_the_addresses()
    {
        var attempts = Desk().Attempts;
        for (var last = 1; last <= 5; last++)
        {
            (await TakeAsync($"2001:db8::{last}")).ShouldBeNull();
        }

        (await TakeAsync("2001:db8::6")).ShouldBe(TimeSpan.FromSeconds(1));
        (await TakeAsync("2001:db8:0:1::6")).ShouldBeNull();

        Task<TimeSpan?> TakeAsync(string address) => attempts.TakeAsync(AttemptFrom.WithToken(IPAddress.Parse(address)), Cancellation);
    }

    [Fact]
    public async Task What_is_remembered_of_attempts_stays_bounded_and_is_forgotten()
    {
        var desk = await DeskOfAnnAsync();
        await ExecuteAsync(
            $"""
            with recursive n(i) as (select 1 union all select i + 1 from n where i < {SignInAttempts.MostKept + 500})
            insert into sign_in_attempts select 'hash' || i, 1, @now - i, 0 from n
            """,
            new { now = Clock.GetUtcNow().ToUnixTimeMilliseconds() }
        );
        await TryAsync(desk, From("ben"), "wrong");
        (await CountAsync()).ShouldBe(SignInAttempts.MostKept);
        await AdvanceAsync(SignInAttempts.Forgotten);
        await TryAsync(desk, From("ben"), "wrong");
        (await CountAsync()).ShouldBe(2, "a name and an address");
    }

    [Fact]
    public async Task A_hash_of_fewer_iterations_is_replaced_when_its_owner_comes()
    {
        var desk = await DeskOfAnnAsync();
        using var stronger = new Passwords(20);
        var editors = new LocalEditors(Database, stronger, Clock);
        var before = await editors.FindHashAsync("ann", Cancellation);
        var signIn = new SignInWithPassword(editors, stronger, new SignInAttempts(Database, Clock));
        (await signIn.RunAsync(From("ann"), Password, Cancellation)).ShouldBeOfType<PasswordOutcome.Right>();
        (await editors.FindHashAsync("ann", Cancellation)).ShouldNotBe(before);
        (await TryAsync(desk, From("ann"), Password)).ShouldBeOfType<PasswordOutcome.Right>();
    }

    [Fact]
    public void As_many_iterations_as_are_advised_are_made()
    {
        using var passwords = new Passwords();
        // The format: version, function, iterations, each in the order of networks.
        var hash = Convert.FromBase64String(passwords.Hash("ann", Password));
        hash[0].ShouldBe((byte)1);
        hash[4].ShouldBe((byte)2, "HMAC-SHA512");
        BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)).ShouldBe(210_000u);
    }

    [Theory]
    [InlineData("ann", "ann")]
    [InlineData(" Ann.Lee-2 ", "ann.lee-2")]
    [InlineData("", null)]
    [InlineData("-ann", null)]
    [InlineData("ann:lee", null)]
    [InlineData("ann\n", "ann")]
    [InlineData("a b", null)]
    [InlineData("\u0430nn", null)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", null)]
    public void Names_are_plain(string typed, string? name) => EditorName.Parse(typed).ShouldBe(name);

    [Theory]
    [InlineData("fourteen chars", "fewer than 15")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", "repeats")]
    [InlineData("annabelle-annabelle", "name")]
    [InlineData("correct horse battery", null)]
    [InlineData("\U0001F980\U0001F41F\U0001F40B\U0001F419\U0001F991\U0001F99E\U0001F990", "fewer than 15")]
    public void A_password_must_be_long_and_no_pattern(string password, string? because)
    {
        var refusal = PasswordRules.Refuse("annabelle", password);
        if (because is null)
        {
            refusal.ShouldBeNull();
        }
        else
        {
            refusal.ShouldNotBeNull().ShouldContain(because);
        }
    }

    [Fact]
    public void A_password_that_is_no_text_or_without_end_is_refused()
    {
        PasswordRules.Refuse("ann", "half a surrogate \uD800 pair").ShouldNotBeNull().ShouldContain("half a character");
        PasswordRules.Refuse("ann", new string('x', 10_000_000)).ShouldNotBeNull().ShouldContain("longer than 256");
    }

    private static Task<PasswordOutcome> TryAsync(SignInDesk desk, AttemptFrom from, string password) =>
        desk.WithPassword.RunAsync(from, password, Cancellation);

    private Task<long> CountAsync() =>
        Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("select count(*) from sign_in_attempts"), Cancellation);

    private async Task<SignInDesk> DeskOfAnnAsync(string password = Password)
    {
        var desk = Desk();
        (await desk.Editors.AddAsync("ann", EditorRole.Editor, password, "cli:eve", Cancellation)).ShouldBeTrue();
        return desk;
    }
}
