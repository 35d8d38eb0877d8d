package io.github.kmsjca.programs;

import io.github.kmsjca.testkit.DocumentTable;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The table of renewals says what the rows say, and a program holds itself to each row. */
class RenewalTableTest {
  @Test
  void theGuideHasTheRows() throws IOException {
    DocumentTable table = new DocumentTable("renewal", Renewal.COLUMNS.toArray(String[]::new));
    for (Renewal renewal : Renewal.values()) {
      table.row(renewal.cells());
    }
    table.check();
  }

  @Test
  void eachIsTried() throws IOException {
    ProgramTableTest.assertUsed(Renewal.class, "");
  }
}
