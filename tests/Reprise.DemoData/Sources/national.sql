-- The national body's home-made CRM. Created under sql_mode = '', as it was in its time: zero dates are legal.

CREATE TABLE formes_juridiques (
    code VARCHAR(4) NOT NULL PRIMARY KEY,
    libelle VARCHAR(60) NOT NULL
) ENGINE = InnoDB;

CREATE TABLE societes (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    societe_mere_id INT UNSIGNED NULL,
    siren VARCHAR(9) NULL,
    siret VARCHAR(14) NOT NULL DEFAULT '',
    raison_sociale VARCHAR(255) NOT NULL,
    forme VARCHAR(60) NULL,
    type ENUM('association', 'entreprise', 'collectivite') NOT NULL,
    labels SET('formation', 'insertion', 'handicap', 'numerique') NOT NULL DEFAULT '',
    adresse VARCHAR(255) NULL,
    complement VARCHAR(255) NULL,
    code_postal VARCHAR(20) NULL,
    ville VARCHAR(100) NULL,
    email VARCHAR(150) NULL,
    telephone VARCHAR(30) NULL,
    actif TINYINT(1) NOT NULL DEFAULT 1,
    budget DECIMAL(12,2) NULL,
    date_creation DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00',
    date_radiation DATE NULL,
    commentaire TEXT NULL,
    KEY idx_siret (siret),
    CONSTRAINT fk_societe_mere FOREIGN KEY (societe_mere_id) REFERENCES societes (id)
) ENGINE = InnoDB;

-- No foreign key on societe_id: it was added to the schema after the first orphans.
CREATE TABLE contacts (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    societe_id INT UNSIGNED NULL,
    civilite ENUM('M.', 'Mme') NOT NULL,
    nom VARCHAR(100) NOT NULL,
    prenom VARCHAR(100) NULL,
    fonction VARCHAR(100) NULL,
    roles SET('president', 'tresorier', 'secretaire', 'salarie') NOT NULL DEFAULT '',
    email VARCHAR(150) NULL,
    telephone VARCHAR(30) NULL,
    date_naissance DATE NULL,
    newsletter TINYINT(1) NOT NULL DEFAULT 0,
    date_creation DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00',
    notes TEXT NULL,
    KEY idx_societe (societe_id)
) ENGINE = InnoDB;

CREATE TABLE adhesions (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    societe_id INT UNSIGNED NOT NULL,
    numero VARCHAR(20) NOT NULL,
    categorie ENUM('adherent', 'partenaire', 'honneur') NOT NULL,
    date_debut DATE NOT NULL DEFAULT '0000-00-00',
    date_fin DATE NULL,
    en_cours TINYINT(1) NOT NULL DEFAULT 1,
    date_saisie DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00',
    UNIQUE KEY uniq_numero (numero),
    CONSTRAINT fk_adhesion_societe FOREIGN KEY (societe_id) REFERENCES societes (id)
) ENGINE = InnoDB;

CREATE TABLE cotisations (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    adhesion_id INT UNSIGNED NOT NULL,
    annee SMALLINT NOT NULL,
    montant DECIMAL(12,2) NOT NULL,
    date_paiement DATE NULL,
    mode_paiement ENUM('cheque', 'virement', 'prelevement', 'especes') NOT NULL,
    KEY idx_adhesion (adhesion_id, annee)
) ENGINE = InnoDB;

CREATE TABLE evenements (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    code VARCHAR(20) NOT NULL,
    titre VARCHAR(200) NOT NULL,
    debut DATETIME NOT NULL,
    fin DATETIME NULL,
    lieu VARCHAR(150) NULL,
    places INT NULL,
    tarif DECIMAL(10,2) NULL,
    publie TINYINT(1) NOT NULL DEFAULT 0,
    description TEXT NULL,
    UNIQUE KEY uniq_code (code)
) ENGINE = InnoDB;

CREATE TABLE inscriptions (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    evenement_id INT UNSIGNED NOT NULL,
    contact_id INT UNSIGNED NOT NULL,
    date_inscription DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00',
    present TINYINT(1) NOT NULL DEFAULT 0,
    montant_regle DECIMAL(10,2) NULL,
    KEY idx_contact (contact_id),
    CONSTRAINT fk_inscription_evenement FOREIGN KEY (evenement_id) REFERENCES evenements (id)
) ENGINE = InnoDB;

-- Imported from a desktop file in 2009: some rows went through the wrong charset, some did not.
CREATE TABLE anciens_adherents (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    nom VARCHAR(100) NOT NULL,
    prenom VARCHAR(100) NULL,
    email VARCHAR(150) NULL,
    telephone VARCHAR(30) NULL,
    ville VARCHAR(100) NULL,
    date_sortie DATE NULL,
    date_import DATETIME NOT NULL,
    remarque TEXT NULL
) ENGINE = InnoDB DEFAULT CHARSET = latin1;

CREATE TABLE journal_connexions (
    identifiant VARCHAR(60) NOT NULL,
    moment DATETIME NOT NULL,
    adresse_ip VARCHAR(45) NULL,
    message VARCHAR(255) NULL
) ENGINE = InnoDB;
