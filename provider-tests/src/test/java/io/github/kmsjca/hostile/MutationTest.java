package io.github.kmsjca.hostile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.testkit.TestKms;
import java.security.Provider;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A message in which any byte at all was changed, lost or added does not open. */
class MutationTest {
  private static final int MOST_BYTES = 4096;
  private static final Set<Mutation> SIGNED =
      EnumSet.of(Mutation.ONE_BIT_FLIPPED, Mutation.CUT_OFF, Mutation.EXTENDED);

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  static List<Arguments> rows() {
    List<Arguments> rows = new ArrayList<>();
    for (Name name : Name.values()) {
      for (Mutation mutation : Mutation.values()) {
        rows.add(Arguments.of(name, Sample.Kind.OURS_WITH_CONTEXT_AND_AAD, mutation));
        // The names for whole messages have one implementation, and signatures take their time.
        if (name != Name.AES_GCM && SIGNED.contains(mutation)) {
          rows.add(Arguments.of(name, Sample.Kind.SDK_SIGNED, mutation));
        }
      }
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void nothingSpoiltOpens(Name name, Sample.Kind kind, Mutation mutation) throws Exception {
    Provider provider = Sample.provider(kms);
    Sample sample = kind.make(kms, provider);
    assertTrue(sample.message().length <= MOST_BYTES);
    Reader reader = new Reader(name, provider, sample);
    reader.assertReadsGood();
    int number = 0;
    for (byte[] variant : mutation.of(sample.message()).toList()) {
      try {
        reader.assertRefusesOnly(variant, sample.aad());
        if (kind != Sample.Kind.SDK_SIGNED || number % 16 == 0) {
          reader.assertReadsGood();
        }
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("variant " + number, e);
      }
      number++;
    }
    assertTrue(number >= 40);
  }
}
