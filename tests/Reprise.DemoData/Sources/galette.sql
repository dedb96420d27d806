-- A branch whose tables came from a desktop database through an early Galette: numbers kept as text, fees as float,
-- composite keys, latin1, yes/no as enum('0','1') and one table still on MyISAM.

CREATE TABLE types_cotisation (
    id_type SMALLINT NOT NULL PRIMARY KEY,
    libelle VARCHAR(40) NOT NULL
) ENGINE = InnoDB;

CREATE TABLE ste (
    secteur CHAR(2) NOT NULL,
    numero VARCHAR(6) NOT NULL,
    num_siret VARCHAR(14) NOT NULL DEFAULT '',
    raison_sociale VARCHAR(200) NOT NULL,
    forme VARCHAR(40) NULL,
    adresse1 VARCHAR(150) NULL,
    adresse2 VARCHAR(150) NULL,
    cp VARCHAR(20) NULL,
    ville VARCHAR(80) NULL,
    tel VARCHAR(25) NULL,
    mel VARCHAR(120) NULL,
    actif ENUM('0', '1') NOT NULL,
    date_creation DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00',
    observations TEXT NULL,
    PRIMARY KEY (secteur, numero)
) ENGINE = InnoDB;

CREATE TABLE personnes (
    num_personne VARCHAR(6) NOT NULL PRIMARY KEY,
    secteur CHAR(2) NULL,
    num_ste VARCHAR(6) NULL,
    nom VARCHAR(80) NOT NULL,
    prenom VARCHAR(80) NULL,
    fonction VARCHAR(80) NULL,
    mel VARCHAR(120) NULL,
    tel VARCHAR(25) NULL,
    ddn DATE NULL,
    lettre ENUM('0', '1') NOT NULL,
    date_saisie DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00',
    KEY idx_ste (secteur, num_ste)
) ENGINE = InnoDB;

CREATE TABLE adherents (
    num_adherent INT NOT NULL PRIMARY KEY,
    secteur CHAR(2) NOT NULL,
    num_ste VARCHAR(6) NOT NULL,
    categorie ENUM('actif', 'bienfaiteur', 'honneur') NOT NULL,
    date_adhesion DATE NOT NULL DEFAULT '0000-00-00',
    date_sortie DATE NULL,
    a_jour ENUM('0', '1') NOT NULL,
    date_saisie DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00'
) ENGINE = InnoDB;

-- MyISAM: a transaction gives no consistent view of it.
CREATE TABLE cotisations (
    num_adherent INT NOT NULL,
    annee YEAR NOT NULL,
    montant_cotis FLOAT NOT NULL DEFAULT 0,
    date_enreg DATE NULL,
    mode VARCHAR(20) NULL,
    PRIMARY KEY (num_adherent, annee)
) ENGINE = MyISAM;

CREATE TABLE manifestations (
    code_manif VARCHAR(10) NOT NULL PRIMARY KEY,
    libelle VARCHAR(150) NOT NULL,
    date_manif DATETIME NOT NULL,
    lieu VARCHAR(120) NULL,
    places SMALLINT NULL,
    tarif FLOAT NULL,
    publiee ENUM('0', '1') NOT NULL
) ENGINE = InnoDB;

CREATE TABLE participants (
    code_manif VARCHAR(10) NOT NULL,
    num_personne VARCHAR(6) NOT NULL,
    date_inscription DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00',
    presence ENUM('0', '1') NOT NULL,
    regle FLOAT NULL,
    PRIMARY KEY (code_manif, num_personne)
) ENGINE = InnoDB;

CREATE TABLE journal (
    moment DATETIME NOT NULL,
    adh VARCHAR(60) NULL,
    texte TEXT NULL
) ENGINE = InnoDB;
