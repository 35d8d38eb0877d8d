package io.github.kmsjca.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.NoSuchElementException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/** Stop 7: a column of a database, encrypted as any textbook does it, by a key that is in KMS. */
final class EncryptColumn {
  private EncryptColumn() {}

  /** The IV is random and in the message, so there is no getIV, and no column for it. */
  static byte[] encrypt(SecretKey key, long id, String iban) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, key);
    cipher.updateAAD(place(id));
    return cipher.doFinal(iban.getBytes(UTF_8));
  }

  /** An AEADBadTagException if the value was altered, or written for another record. */
  static String decrypt(SecretKey key, long id, byte[] message) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.DECRYPT_MODE, key);
    cipher.updateAAD(place(id));
    return new String(cipher.doFinal(message), UTF_8);
  }

  /** What binds a value to its record and column. It need not be stored, and is not secret. */
  private static byte[] place(long id) {
    return ("customer.iban:" + id).getBytes(UTF_8);
  }

  static void create(Connection database) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute("CREATE TABLE customer (id BIGINT PRIMARY KEY, iban VARBINARY(2000))");
    }
  }

  static void insert(Connection database, SecretKey key, long id, String iban)
      throws SQLException, GeneralSecurityException {
    try (PreparedStatement statement =
        database.prepareStatement("INSERT INTO customer (id, iban) VALUES (?, ?)")) {
      statement.setLong(1, id);
      statement.setBytes(2, encrypt(key, id, iban));
      statement.executeUpdate();
    }
  }

  static String select(Connection database, SecretKey key, long id)
      throws SQLException, GeneralSecurityException {
    try (PreparedStatement statement =
        database.prepareStatement("SELECT iban FROM customer WHERE id = ?")) {
      statement.setLong(1, id);
      try (ResultSet result = statement.executeQuery()) {
        if (!result.next()) {
          throw new NoSuchElementException("customer " + id);
        }
        return decrypt(key, id, result.getBytes(1));
      }
    }
  }

  /** What somebody may try who can write to the database, but has no access to the key. */
  static void move(Connection database, long from, long to) throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement(
            "UPDATE customer SET iban = (SELECT iban FROM customer WHERE id = ?) WHERE id = ?")) {
      statement.setLong(1, from);
      statement.setLong(2, to);
      statement.executeUpdate();
    }
  }
}
