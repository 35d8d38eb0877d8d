package io.github.kmsjca.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

class EncryptColumnTest {
  private static final String IBAN = "DE02120300000000202051";

  @Test
  void valueIsReadFromItsOwnRecordOnly() throws Exception {
    SecretKey key = SampleKms.key();
    try (Connection database = DriverManager.getConnection("jdbc:h2:mem:column")) {
      EncryptColumn.create(database);
      EncryptColumn.insert(database, key, 1, IBAN);
      EncryptColumn.insert(database, key, 2, "");
      assertEquals(IBAN, EncryptColumn.select(database, key, 1));
      assertEquals("", EncryptColumn.select(database, key, 2));
      EncryptColumn.move(database, 1, 2);
      assertThrowsExactly(AEADBadTagException.class, () -> EncryptColumn.select(database, key, 2));
      assertEquals(IBAN, EncryptColumn.select(database, key, 1));
      assertEquals(0, rowsWith(database, IBAN));
    }
  }

  private static int rowsWith(Connection database, String text) throws Exception {
    try (Statement statement = database.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT COUNT(*) FROM customer WHERE LOCATE(STRINGTOUTF8('"
                    + text
                    + "'), iban) > 0")) {
      result.next();
      return result.getInt(1);
    }
  }
}
