namespace Reprise.Core.Configuration;

/// <summary>Codes of <see cref="Problems.Problem"/>s found in the configuration folder. Part of the API: never renamed.</summary>
public static class ProblemCodes
{
    /// <summary>The configuration folder is not there.</summary>
    public const string MissingFolder = "missing_folder";

    /// <summary>A file that must be there is not.</summary>
    public const string MissingFile = "missing_file";

    /// <summary>A file or folder cannot be read.</summary>
    public const string UnreadableFile = "unreadable_file";

    /// <summary>A file larger than any configuration.</summary>
    public const string FileTooLarge = "file_too_large";

    /// <summary>A file that is not UTF-8.</summary>
    public const string NotUtf8 = "not_utf8";

    /// <summary>A file without content.</summary>
    public const string EmptyFile = "empty_file";

    /// <summary>A file that is not YAML.</summary>
    public const string InvalidYaml = "invalid_yaml";

    /// <summary>A feature of YAML that configuration does without: anchors, tags, several documents, deep nesting.</summary>
    public const string UnsupportedYaml = "unsupported_yaml";

    /// <summary>The same key twice in one mapping.</summary>
    public const string DuplicateKey = "duplicate_key";

    /// <summary>A key that means nothing here.</summary>
    public const string UnknownKey = "unknown_key";

    /// <summary>A key that must be there is not.</summary>
    public const string MissingKey = "missing_key";

    /// <summary>A key without a value.</summary>
    public const string MissingValue = "missing_value";

    /// <summary>A value of another type than the key's: text for a number, a list for a text.</summary>
    public const string WrongType = "wrong_type";

    /// <summary>A number outside its range.</summary>
    public const string OutOfRange = "out_of_range";

    /// <summary>A word that is not among those allowed.</summary>
    public const string UnknownWord = "unknown_word";

    /// <summary>The same item twice in a list.</summary>
    public const string DuplicateItem = "duplicate_item";

    /// <summary>A name that is not of the form asked for.</summary>
    public const string InvalidName = "invalid_name";

    /// <summary>A secret, or something else that is no reference, where a reference is asked for.</summary>
    public const string InlineSecret = "inline_secret";

    /// <summary>A secret's file that other accounts of the machine can read.</summary>
    public const string SecretFileReadable = "secret_file_readable";

    /// <summary>A secret that is not where its reference says.</summary>
    public const string MissingSecret = "missing_secret";

    /// <summary>A secret without content.</summary>
    public const string EmptySecret = "empty_secret";

    /// <summary>No entity at all.</summary>
    public const string NoEntities = "no_entities";

    /// <summary>Two files with the same entity code.</summary>
    public const string DuplicateEntity = "duplicate_entity";

    /// <summary>An entity's plan that does not exist.</summary>
    public const string UnknownPlan = "unknown_plan";

    /// <summary>An hour that is none.</summary>
    public const string InvalidTime = "invalid_time";

    /// <summary>A time zone that the time zone database does not know.</summary>
    public const string UnknownTimeZone = "unknown_time_zone";

    /// <summary>This machine has no time zone database.</summary>
    public const string MissingTimeZones = "missing_time_zones";

    /// <summary>A cron expression that is none.</summary>
    public const string InvalidCron = "invalid_cron";

    /// <summary>A schema or table that belongs to PostgreSQL, to the application's framework or to Reprise itself.</summary>
    public const string ReservedName = "reserved_name";

    /// <summary>A schema given to an entity whose plan does not use it.</summary>
    public const string UnusedSchema = "unused_schema";

    /// <summary>Two owners of one schema.</summary>
    public const string SharedSchema = "shared_schema";

    /// <summary>A plan whose name is not its folder's.</summary>
    public const string PlanFolder = "plan_folder";

    /// <summary>A fragment whose name is not its file's.</summary>
    public const string FragmentFile = "fragment_file";

    /// <summary>A fragment that does not exist.</summary>
    public const string UnknownFragment = "unknown_fragment";

    /// <summary>Two fragments that say something of the same column or key.</summary>
    public const string FragmentConflict = "fragment_conflict";

    /// <summary>Overrides of a plan that has nothing to override.</summary>
    public const string UnusedOverrides = "unused_overrides";

    /// <summary>A part of a rule for a column that the plan has no rule for.</summary>
    public const string NothingToOverride = "nothing_to_override";

    /// <summary>An entity's own version of a part of its plan. A finding, not a problem.</summary>
    public const string Overridden = "overridden";

    /// <summary>Two table plans with the same name.</summary>
    public const string DuplicateTablePlan = "duplicate_table_plan";

    /// <summary>A table that is both mapped and ignored.</summary>
    public const string IgnoredAndMapped = "ignored_and_mapped";

    /// <summary>Two rules for one target column.</summary>
    public const string ColumnRuledTwice = "column_ruled_twice";

    /// <summary>A rule for the id column, which the id strategy fills.</summary>
    public const string IdColumnRuled = "id_column_ruled";

    /// <summary>A match column without a rule.</summary>
    public const string MatchWithoutRule = "match_without_rule";

    /// <summary>A column rule of no kind or of several.</summary>
    public const string UnclearRule = "unclear_rule";

    /// <summary>A reference to a table plan that does not exist.</summary>
    public const string UnknownTablePlan = "unknown_table_plan";

    /// <summary>Table plans that refer to each other in a circle.</summary>
    public const string ReferenceCycle = "reference_cycle";

    /// <summary>Lots that refer to each other in a circle, so that none can be published first.</summary>
    public const string LotCycle = "lot_cycle";

    /// <summary>A reference by more or fewer columns than the key of the table plan referred to.</summary>
    public const string ReferenceKey = "reference_key";

    /// <summary>A source table that is not in the source's catalog.</summary>
    public const string UnknownSourceTable = "unknown_source_table";

    /// <summary>A source column that is not in the source's catalog.</summary>
    public const string UnknownSourceColumn = "unknown_source_column";

    /// <summary>A target table that is not in the target's catalog.</summary>
    public const string UnknownTargetTable = "unknown_target_table";

    /// <summary>A target column that is not in the target's catalog.</summary>
    public const string UnknownTargetColumn = "unknown_target_column";

    /// <summary>A source table without a key, written or declared.</summary>
    public const string NoSourceKey = "no_source_key";

    /// <summary>An id column whose type the strategy cannot fill.</summary>
    public const string IdType = "id_type";

    /// <summary>A type for a replicated column that cannot be chosen.</summary>
    public const string InvalidType = "invalid_type";

    /// <summary>A replacement for values of a replicated column that is not there, takes null, or has no such value.</summary>
    public const string ImpossibleReplacement = "impossible_replacement";

    /// <summary>Replacements for values of replicated columns in an entity whose plan replicates nothing.</summary>
    public const string UnusedReplacements = "unused_replacements";

    /// <summary>Types of replicated columns in an entity whose plan replicates nothing.</summary>
    public const string UnusedTypes = "unused_types";

    /// <summary>A type for a replicated column that is not there, or whose values have no form in it.</summary>
    public const string ImpossibleType = "impossible_type";

    /// <summary>An identity column that no sequence numbers.</summary>
    public const string IdWithoutSequence = "id_without_sequence";

    /// <summary>An id column that does not identify a record by itself.</summary>
    public const string IdNotUnique = "id_not_unique";

    /// <summary>A rule for a column that PostgreSQL computes.</summary>
    public const string GeneratedColumn = "generated_column";

    /// <summary>A column that wants a value and gets none.</summary>
    public const string MissingRule = "missing_rule";

    /// <summary>A rule that writes null into a column that refuses it.</summary>
    public const string NullRefused = "null_refused";

    /// <summary>A source column whose values never have a form in the target's type.</summary>
    public const string ImpossibleConversion = "impossible_conversion";

    /// <summary>An order of bytes declared for a column that does not turn bytes into a uuid.</summary>
    public const string UnusedUuidOrder = "unused_uuid_order";

    /// <summary>A normaliser that Reprise does not have.</summary>
    public const string UnknownNormaliser = "unknown_normaliser";

    /// <summary>A key that says what becomes of something that cannot happen.</summary>
    public const string UnusedKey = "unused_key";

    /// <summary>A condition that asks nothing.</summary>
    public const string UnclearCondition = "unclear_condition";

    /// <summary>A condition that cannot be asked of values of its column's type, or with a value that is none of it.</summary>
    public const string ImpossibleCondition = "impossible_condition";

    /// <summary>A constant that is no value of its column's type.</summary>
    public const string InvalidConstant = "invalid_constant";

    /// <summary>A reference column whose type is not the parent id's.</summary>
    public const string ReferenceType = "reference_type";

    /// <summary>A reference to another table than the column's foreign key.</summary>
    public const string ReferenceTarget = "reference_target";

    /// <summary>Two gates with the same name, or one with the name of a built-in gate.</summary>
    public const string DuplicateGate = "duplicate_gate";

    /// <summary>A key that means nothing for the gate's measure, or one that the measure needs and that is not there.</summary>
    public const string GateKeys = "gate_keys";

    /// <summary>A gate whose threshold is missing, given twice, or not where its level of warning is.</summary>
    public const string GateLimit = "gate_limit";

    /// <summary>A gate that measures a column in a way that the column's type or rule does not allow.</summary>
    public const string GateColumn = "gate_column";

    /// <summary>An expression, pattern or value of a gate that PostgreSQL does not take.</summary>
    public const string GateExpression = "gate_expression";

    /// <summary>An expression of a rule that is not one SQL expression, that PostgreSQL does not take, or whose value would not be the same at every run.</summary>
    public const string RuleExpression = "rule_expression";

    /// <summary>A lookup that cannot find one record, or whose value is none of its column.</summary>
    public const string ImpossibleLookup = "impossible_lookup";

    /// <summary>Table plans that would make the same records of the same source rows.</summary>
    public const string SameRecords = "same_records";

    /// <summary>A plan that a run is to be played again with reads what the run's snapshot does not have.</summary>
    public const string NotInSnapshot = "not_in_snapshot";

    /// <summary>A column that cannot be a watermark, or two table plans of one source table with different ones.</summary>
    public const string ImpossibleWatermark = "impossible_watermark";

    /// <summary>A column that cannot mark a record as deleted, or different policies for the same records.</summary>
    public const string ImpossibleDelete = "impossible_delete";

    /// <summary>An alias of a joined table that means two things.</summary>
    public const string JoinAlias = "join_alias";

    /// <summary>A joined table of which the source cannot give one row, or one value, for each row.</summary>
    public const string ImpossibleJoin = "impossible_join";

    /// <summary>Finding, no problem: a source table that is neither mapped nor ignored.</summary>
    public const string UnmappedTable = "unmapped_table";
}
