package io.github.kmsjca.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.nio.ByteBuffer;
import java.security.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sound parts in the wrong place: of the same message, or of another one. */
class SubstitutionTest {
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  /** A message made of the parts of two that fit each other in everything but their ids. */
  @FunctionalInterface
  private interface Forgery {
    byte[] of(Anatomy one, Anatomy other);
  }

  private enum Forgeries {
    WRAPPED_KEY_OF_ANOTHER((one, other) -> one.withWrappedKeys(other.wrappedKeys())),
    WRAPPED_KEYS_OF_BOTH(
        (one, other) ->
            one.withWrappedKeys(
                Anatomy.join(
                    new byte[] {0, 2},
                    behindCount(one.wrappedKeys()),
                    behindCount(other.wrappedKeys())))),
    HEADER_OF_ANOTHER((one, other) -> one.withHeader(other.header())),
    FRAMES_OF_ANOTHER((one, other) -> one.withFrames(other.frames())),
    FIRST_FRAME_OF_ANOTHER((one, other) -> one.withFrames(with(one.frames(), 0, other.frames()))),
    LAST_FRAME_OF_ANOTHER(
        (one, other) -> one.withFrames(with(one.frames(), last(one), other.frames()))),
    FRAMES_SWAPPED(
        (one, other) -> {
          List<byte[]> frames = new ArrayList<>(one.frames());
          Collections.swap(frames, 0, 1);
          return one.withFrames(frames);
        }),
    FRAMES_SWAPPED_AND_RENUMBERED(
        (one, other) -> {
          List<byte[]> frames = new ArrayList<>(one.frames());
          Collections.swap(frames, 0, 1);
          frames.set(0, numbered(frames.get(0), 1));
          frames.set(1, numbered(frames.get(1), 2));
          return one.withFrames(frames);
        }),
    FRAME_REPEATED(
        (one, other) -> {
          List<byte[]> frames = new ArrayList<>(one.frames());
          frames.add(1, frames.get(0));
          return one.withFrames(frames);
        }),
    FRAME_REPEATED_AND_RENUMBERED(
        (one, other) -> {
          List<byte[]> frames = new ArrayList<>(one.frames());
          frames.set(1, numbered(frames.get(0), 2));
          return one.withFrames(frames);
        }),
    FIRST_FRAME_DROPPED((one, other) -> one.withFrames(without(one.frames(), 0))),
    MIDDLE_FRAME_DROPPED((one, other) -> one.withFrames(without(one.frames(), 2))),
    LAST_FRAME_DROPPED((one, other) -> one.withFrames(without(one.frames(), last(one)))),
    LAST_FRAME_ONLY((one, other) -> one.withFrames(one.frames().subList(last(one), last(one) + 1))),
    LAST_FRAME_TWICE(
        (one, other) -> {
          List<byte[]> frames = new ArrayList<>(one.frames());
          frames.add(frames.get(last(one)));
          return one.withFrames(frames);
        }),
    ALL_FRAMES_TWICE(
        (one, other) -> {
          List<byte[]> frames = new ArrayList<>(one.frames());
          frames.addAll(one.frames());
          return one.withFrames(frames);
        }),
    NO_FRAME((one, other) -> one.withFrames(List.of())),
    MESSAGE_TWICE(
        (one, other) -> Anatomy.join(one.withFrames(one.frames()), one.withFrames(one.frames()))),
    TWO_MESSAGES(
        (one, other) ->
            Anatomy.join(one.withFrames(one.frames()), other.withFrames(other.frames()))),
    /** The rest of the message is cut off, and a whole frame dressed up as the last one. */
    FRAME_MARKED_AS_LAST(
        (one, other) -> {
          List<byte[]> frames = new ArrayList<>(one.frames().subList(0, 2));
          frames.set(1, asLast(frames.get(1), 2));
          return one.withFrames(frames);
        }),
    LAST_FRAME_MARKED_AS_FIRST(
        (one, other) -> {
          byte[] moved = one.frames().get(last(one)).clone();
          ByteBuffer.wrap(moved).putInt(4, 1);
          return one.withFrames(List.of(moved));
        });

    @SuppressWarnings("ImmutableEnumChecker") // lambdas without a capture
    private final Forgery forgery;

    Forgeries(Forgery forgery) {
      this.forgery = forgery;
    }

    private static int last(Anatomy message) {
      return message.frames().size() - 1;
    }

    private static byte[] behindCount(byte[] keys) {
      return Arrays.copyOfRange(keys, 2, keys.length);
    }

    private static List<byte[]> with(List<byte[]> frames, int index, List<byte[]> others) {
      List<byte[]> changed = new ArrayList<>(frames);
      changed.set(index, others.get(index));
      return changed;
    }

    private static List<byte[]> without(List<byte[]> frames, int index) {
      List<byte[]> fewer = new ArrayList<>(frames);
      fewer.remove(index);
      return fewer;
    }

    private static byte[] numbered(byte[] frame, int number) {
      byte[] changed = frame.clone();
      ByteBuffer.wrap(changed).putInt(0, number);
      return changed;
    }

    private static byte[] asLast(byte[] frame, int number) {
      ByteBuffer changed = ByteBuffer.allocate(frame.length + 8);
      changed.putInt(-1).putInt(number).put(frame, 4, 12).putInt(Sample.FRAME);
      return changed.put(frame, 16, frame.length - 16).array();
    }
  }

  static List<Arguments> forgeries() {
    List<Arguments> rows = new ArrayList<>();
    for (Name name : Name.values()) {
      for (Forgeries forgery : Forgeries.values()) {
        rows.add(Arguments.of(name, forgery, true));
        rows.add(Arguments.of(name, forgery, false));
      }
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void forgedMessages(Name name, Forgeries forgery, boolean sameDataKey) throws Exception {
    Provider provider = Sample.provider(kms);
    Sample one = Sample.Kind.OURS_WITH_CONTEXT_AND_AAD.make(kms, provider);
    Sample other =
        Sample.Kind.OURS_WITH_CONTEXT_AND_AAD.make(
            kms, sameDataKey ? provider : Sample.provider(kms));
    byte[] forged = forgery.forgery.of(Anatomy.of(one.message()), Anatomy.of(other.message()));
    if (Arrays.equals(forged, one.message())) {
      assertEquals(Forgeries.WRAPPED_KEY_OF_ANOTHER, forgery);
      return; // it is the same wrapped key, after all
    }
    new Reader(name, provider, one).assertRefuses(forged);
  }

  private enum Terms {
    ANOTHER_VALUE,
    ONE_PAIR_MORE,
    ANOTHER_KEY_OF_THE_PAIR,
    OTHER_AAD,
    LONGER_AAD,
    MISSING_AAD,
    AAD_WHERE_NONE_WAS
  }

  static List<Arguments> terms() {
    List<Arguments> rows = new ArrayList<>();
    for (Name name : Name.values()) {
      for (Terms terms : Terms.values()) {
        rows.add(Arguments.of(name, terms));
      }
    }
    return rows;
  }

  /** The message is sound, and the reader expects another one. */
  @ParameterizedTest
  @MethodSource("terms")
  void otherTerms(Name name, Terms terms) throws Exception {
    Provider provider = Sample.provider(kms);
    Sample sample = Sample.Kind.OURS_WITH_CONTEXT_AND_AAD.make(kms, provider);
    Sample plain = Sample.Kind.OURS.make(kms, provider);
    byte[] message = sample.message();
    switch (terms) {
      case ANOTHER_VALUE -> refusesContext(name, provider, sample, Map.of("tenant", "b"));
      case ONE_PAIR_MORE ->
          refusesContext(name, provider, sample, Map.of("tenant", "a", "more", "b"));
      case ANOTHER_KEY_OF_THE_PAIR -> refusesContext(name, provider, sample, Map.of("Tenant", "a"));
      case OTHER_AAD ->
          new Reader(name, provider, sample).assertRefuses(message, ascii("record 43"));
      case LONGER_AAD ->
          new Reader(name, provider, sample).assertRefuses(message, ascii("record 421"));
      case MISSING_AAD -> new Reader(name, provider, sample).assertRefuses(message, new byte[0]);
      case AAD_WHERE_NONE_WAS ->
          new Reader(name, provider, plain).assertRefuses(plain.message(), ascii("record 42"));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /** Another context is seen without a KMS call. */
  private static void refusesContext(
      Name name, Provider provider, Sample sample, Map<String, String> context) throws Exception {
    Sample expected =
        Sample.ours(
            provider, sample.plaintext(), sample.key(), Sample.context(context), sample.aad());
    Reader reader = new Reader(name, provider, expected);
    reader.assertReadsGood();
    kms.local().calls().clear();
    reader.assertRefuses(sample.message());
    assertEquals(0, kms.local().calls().count());
  }

  /** A message for another key, and one that claims another's wrapped key for its own. */
  @ParameterizedTest
  @EnumSource
  void anotherKmsKey(Name name) throws Exception {
    String alias = "other-" + name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    kms.create(alias, "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    Provider provider = Sample.provider(kms);
    Sample sample = Sample.Kind.OURS.make(kms, provider);
    KmsSecretKey otherKey = (KmsSecretKey) TestKms.keyStore(provider).getKey(alias, null);
    Sample other = Sample.ours(provider, sample.plaintext(), otherKey, null, new byte[0]);
    Reader reader = new Reader(name, provider, sample);
    reader.assertReadsGood();
    kms.local().calls().clear();
    reader.assertRefuses(other.message());
    assertEquals(0, kms.local().calls().count());
    byte[] claimed = replaced(other.message(), ascii(otherKey.arn()), ascii(sample.key().arn()));
    reader.assertRefuses(claimed);
    kms.assertCalls(1, "Decrypt");
  }

  private static byte[] replaced(byte[] in, byte[] what, byte[] by) {
    byte[] out = in.clone();
    for (int i = 0; i + what.length <= in.length; i++) {
      if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
        System.arraycopy(by, 0, out, i, by.length);
      }
    }
    return out;
  }
}
