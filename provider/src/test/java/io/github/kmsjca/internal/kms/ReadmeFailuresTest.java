package io.github.kmsjca.internal.kms;

import io.github.kmsjca.Readme;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReadmeFailuresTest {
  @Test
  void failures() throws IOException {
    Readme table = new Readme("failures", "Failure", "Meaning", "What to do", "May pass");
    for (KmsFailure row : KmsFailure.values()) {
      table.row(
          "`" + row.name() + "`", row.meaning(), row.advice(), row.isTransient() ? "yes" : "no");
    }
    table.check();
  }
}
