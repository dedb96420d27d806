-- A branch on a Dolibarr of its own: its tables, cut to the columns the branch used, and a module for events.
-- No foreign key was ever declared.

CREATE TABLE llx_societe (
    rowid INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    nom VARCHAR(128) NULL,
    name_alias VARCHAR(128) NULL,
    entity INT NOT NULL DEFAULT 1,
    parent INT NULL,
    status TINYINT NULL DEFAULT 1,
    siren VARCHAR(128) NULL,
    siret VARCHAR(128) NULL,
    address VARCHAR(255) NULL,
    zip VARCHAR(25) NULL,
    town VARCHAR(50) NULL,
    phone VARCHAR(30) NULL,
    email VARCHAR(128) NULL,
    fk_forme_juridique INT NULL DEFAULT 0,
    capital DOUBLE(24,8) NULL,
    note_private TEXT NULL,
    datec DATETIME NULL,
    tms TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
) ENGINE = InnoDB;

CREATE TABLE llx_socpeople (
    rowid INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    fk_soc INT NULL,
    civility VARCHAR(6) NULL,
    lastname VARCHAR(50) NULL,
    firstname VARCHAR(50) NULL,
    birthday DATE NULL,
    poste VARCHAR(80) NULL,
    phone VARCHAR(30) NULL,
    email VARCHAR(255) NULL,
    mailing TINYINT NOT NULL DEFAULT 0,
    note_private TEXT NULL,
    datec DATETIME NULL,
    tms TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    KEY idx_socpeople_fk_soc (fk_soc)
) ENGINE = InnoDB;

CREATE TABLE llx_adherent (
    rowid INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    ref VARCHAR(30) NOT NULL,
    fk_soc INT NULL,
    type_label VARCHAR(50) NULL,
    statut TINYINT NOT NULL DEFAULT 0,
    datedebut DATE NULL,
    datefin DATE NULL,
    datec DATETIME NULL,
    tms TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    KEY idx_adherent_fk_soc (fk_soc)
) ENGINE = InnoDB;

CREATE TABLE llx_subscription (
    rowid INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    fk_adherent INT NULL,
    annee SMALLINT NOT NULL,
    subscription DOUBLE(24,8) NULL,
    datep DATE NULL,
    note VARCHAR(255) NULL,
    tms TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    KEY idx_subscription_fk_adherent (fk_adherent)
) ENGINE = InnoDB;

CREATE TABLE llx_actioncomm (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    fk_soc INT NULL,
    code VARCHAR(50) NULL,
    label VARCHAR(255) NOT NULL,
    datep DATETIME NULL,
    percent SMALLINT NOT NULL DEFAULT 0,
    note MEDIUMTEXT NULL,
    tms TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
) ENGINE = InnoDB;

CREATE TABLE llx_fedevent_event (
    rowid INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    ref VARCHAR(30) NOT NULL,
    label VARCHAR(255) NOT NULL,
    date_start DATETIME NULL,
    date_end DATETIME NULL,
    location VARCHAR(128) NULL,
    max_attendees INT NULL,
    price DOUBLE(24,8) NULL,
    status TINYINT NOT NULL DEFAULT 0,
    description TEXT NULL,
    tms TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
) ENGINE = InnoDB;

CREATE TABLE llx_fedevent_registration (
    rowid INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    fk_event INT NOT NULL,
    fk_socpeople INT NOT NULL,
    datec DATETIME NULL,
    attended TINYINT NOT NULL DEFAULT 0,
    amount DOUBLE(24,8) NULL,
    tms TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    KEY idx_registration_fk_event (fk_event)
) ENGINE = InnoDB;

CREATE TABLE llx_const (
    rowid INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(180) NOT NULL,
    value TEXT NOT NULL
) ENGINE = InnoDB;
