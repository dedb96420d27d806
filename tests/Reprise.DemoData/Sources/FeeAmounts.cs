namespace Reprise.DemoData.Sources;

/// <summary>Amounts of fees, in euros; one in five has cents.</summary>
internal static class FeeAmounts
{
    public static decimal Draw(Dice dice) =>
        (dice.Between(3, 60) * 5m) + (dice.Chance(0.2) ? dice.Between(1, 99) / 100m : 0m);
}
