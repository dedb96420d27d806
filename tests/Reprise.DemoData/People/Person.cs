namespace Reprise.DemoData.People;

/// <summary>Somebody invented, by drawing a first and a last name.</summary>
internal sealed record Person(string FirstName, string LastName, bool IsWoman)
{
    public static Person Draw(Dice dice)
    {
        var woman = dice.Chance(0.5);
        var last = dice.Chance(0.06) ? $"{dice.One(FrenchNames.Last)}-{dice.One(FrenchNames.Last)}" : dice.One(FrenchNames.Last);
        return new Person(dice.One(woman ? FrenchNames.Women : FrenchNames.Men), last, woman);
    }
}
