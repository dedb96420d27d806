-- Membership of the self-hosted engine's nodes, for installations with several of them.
-- Orleans' ADO.NET clustering issues exactly the statements it finds in OrleansQuery, by key; names and types of their
-- parameters and result columns are its contract (https://learn.microsoft.com/dotnet/orleans/host/configuration-guide/adonet-configuration).
-- The statements are single ones, so that each is atomic by itself: a membership change counts only if the version it
-- was decided on is still the current one.

CREATE TABLE reprise.orleansquery (
    querykey  varchar(64)   PRIMARY KEY,
    querytext varchar(8000) NOT NULL
);

CREATE TABLE reprise.cluster_version (
    deployment text        PRIMARY KEY,
    version    integer     NOT NULL DEFAULT 0,
    changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE reprise.cluster_member (
    deployment    text        NOT NULL REFERENCES reprise.cluster_version,
    address       text        NOT NULL,
    port          integer     NOT NULL,
    generation    integer     NOT NULL,
    silo_name     text        NOT NULL,
    host_name     text        NOT NULL,
    status        integer     NOT NULL,
    proxy_port    integer,
    suspect_times text,
    started_at    timestamptz NOT NULL,
    alive_at      timestamptz NOT NULL,
    PRIMARY KEY (deployment, address, port, generation)
);

INSERT INTO reprise.orleansquery (querykey, querytext) VALUES
('InsertMembershipVersionKey', $query$
    WITH added AS (
        INSERT INTO reprise.cluster_version (deployment) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
    SELECT count(*)::integer FROM added
$query$),
('InsertMembershipKey', $query$
    WITH current AS (
        UPDATE reprise.cluster_version SET version = version + 1, changed_at = now()
        WHERE deployment = @DeploymentId AND version = @Version
          AND NOT EXISTS (SELECT FROM reprise.cluster_member
                          WHERE deployment = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING deployment),
    added AS (
        INSERT INTO reprise.cluster_member
            (deployment, address, port, generation, silo_name, host_name, status, proxy_port, started_at, alive_at)
        SELECT deployment, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
        FROM current
        RETURNING 1)
    SELECT count(*)::integer FROM added
$query$),
('UpdateMembershipKey', $query$
    WITH current AS (
        UPDATE reprise.cluster_version SET version = version + 1, changed_at = now()
        WHERE deployment = @DeploymentId AND version = @Version
          AND EXISTS (SELECT FROM reprise.cluster_member
                      WHERE deployment = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING deployment),
    changed AS (
        UPDATE reprise.cluster_member AS member
        SET status = @Status, suspect_times = @SuspectTimes, alive_at = @IAmAliveTime
        FROM current
        WHERE member.deployment = current.deployment AND address = @Address AND port = @Port AND generation = @Generation
        RETURNING 1)
    SELECT count(*)::integer FROM changed
$query$),
('UpdateIAmAlivetimeKey', $query$
    UPDATE reprise.cluster_member SET alive_at = @IAmAliveTime
    WHERE deployment = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$query$),
('MembershipReadRowKey', $query$
    SELECT version.deployment AS DeploymentId, address AS Address, port AS Port, generation AS Generation, silo_name AS SiloName,
           host_name AS HostName, status AS Status, proxy_port AS ProxyPort, suspect_times AS SuspectTimes,
           started_at AS StartTime, alive_at AS IAmAliveTime, version.version AS Version
    FROM reprise.cluster_version AS version
    LEFT JOIN reprise.cluster_member AS member
        ON member.deployment = version.deployment AND address = @Address AND port = @Port AND generation = @Generation
    WHERE version.deployment = @DeploymentId
$query$),
('MembershipReadAllKey', $query$
    SELECT version.deployment AS DeploymentId, address AS Address, port AS Port, generation AS Generation, silo_name AS SiloName,
           host_name AS HostName, status AS Status, proxy_port AS ProxyPort, suspect_times AS SuspectTimes,
           started_at AS StartTime, alive_at AS IAmAliveTime, version.version AS Version
    FROM reprise.cluster_version AS version
    LEFT JOIN reprise.cluster_member AS member ON member.deployment = version.deployment
    WHERE version.deployment = @DeploymentId
$query$),
('DeleteMembershipTableEntriesKey', $query$
    WITH gone AS (DELETE FROM reprise.cluster_member WHERE deployment = @DeploymentId RETURNING 1)
    DELETE FROM reprise.cluster_version WHERE deployment = @DeploymentId
$query$),
('GatewaysQueryKey', $query$
    SELECT address AS Address, proxy_port AS ProxyPort, generation AS Generation
    FROM reprise.cluster_member
    WHERE deployment = @DeploymentId AND status = @Status AND proxy_port > 0
$query$),
('CleanupDefunctSiloEntriesKey', $query$
    DELETE FROM reprise.cluster_member WHERE deployment = @DeploymentId AND alive_at < @IAmAliveTime AND status <> 3
$query$);
