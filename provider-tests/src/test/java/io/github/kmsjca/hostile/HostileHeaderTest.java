package io.github.kmsjca.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import io.github.kmsjca.envelope.Sdk;
import io.github.kmsjca.testkit.TestKms;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Lengths and counts of strangers are not believed: no array, and no KMS call, for them. */
class HostileHeaderTest {
  private static final long MOST_BYTES = 1 << 20;

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  static List<Arguments> headers() {
    List<Arguments> rows = new ArrayList<>();
    for (Name name : Name.values()) {
      for (HostileHeader header : HostileHeader.values()) {
        rows.add(Arguments.of(name, header));
      }
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("headers")
  void refusedAtLittleCost(Name name, HostileHeader header) throws Exception {
    Provider provider = Sample.provider(kms);
    Sample sample = Sample.Kind.OURS.make(kms, provider);
    byte[] message = header.message(Anatomy.of(sample.message()).wrappedKeys());
    Reader reader = new Reader(name, provider, sample);
    reader.assertReadsGood();
    kms.local().calls().clear();
    reader.assertRefuses(message);
    assertEquals(0, kms.local().calls().count());
    assertCheap(name, provider, sample, message);
  }

  private static void assertCheap(Name name, Provider provider, Sample sample, byte[] message)
      throws Exception {
    Cipher cipher = name.cipher(provider);
    long atOnce =
        Allocation.of(
            () -> {
              cipher.init(Cipher.DECRYPT_MODE, sample.key(), sample.parameters());
              assertThrows(Exception.class, () -> cipher.doFinal(message));
            });
    assertTrue(atOnce < MOST_BYTES, () -> atOnce + " bytes");
    long byUpdates =
        Allocation.of(
            () -> {
              cipher.init(Cipher.DECRYPT_MODE, sample.key(), sample.parameters());
              assertThrows(Exception.class, () -> inParts(cipher, message));
            });
    // Doubling what has arrived, and nothing else.
    long most = MOST_BYTES + 4L * message.length;
    assertTrue(byUpdates < most, () -> byUpdates + " bytes");
  }

  private static void inParts(Cipher cipher, byte[] message) throws Exception {
    byte[] output = new byte[message.length];
    int from = 0;
    int to = 0;
    while (from < message.length) {
      int part = Math.min(1000, message.length - from);
      to += cipher.update(message, from, part, output, to);
      from += part;
    }
    cipher.doFinal(output, to);
  }

  /** As many pairs as a header holds, for another key: they are read, and that is all. */
  @ParameterizedTest
  @EnumSource
  void aContextOfManyPairs(Name name) throws Exception {
    Provider provider = Sample.provider(kms);
    Sample sample = Sample.Kind.OURS.make(kms, provider);
    byte[] keys = Anatomy.of(sample.message()).wrappedKeys();
    keys[keys.length / 3] ^= 1;
    byte[] context = HostileHeader.pairs(60_000);
    ByteBuffer header = ByteBuffer.allocate(64 << 10).put((byte) 2).putShort((short) 0x0478);
    header.put(new byte[32]).putShort((short) context.length).put(context).put(keys);
    header.put((byte) 2).putInt(4096).put(new byte[32 + 16]);
    header.putInt(-1).putInt(1).put(new byte[12]).putInt(0).put(new byte[16]);
    byte[] message = Arrays.copyOf(header.array(), header.position());
    Cipher cipher = name.cipher(provider);
    kms.local().calls().clear();
    long bytes =
        Allocation.of(
            () -> {
              cipher.init(Cipher.DECRYPT_MODE, sample.key());
              assertThrows(Exception.class, () -> cipher.doFinal(message));
            });
    assertEquals(0, kms.local().calls().count());
    assertTrue(bytes < 2 * MOST_BYTES, () -> bytes + " bytes"); // 7500 pairs of strings
  }

  /** A body in one piece, whose length is the only thing that was changed. */
  @ParameterizedTest
  @EnumSource
  void aBlockOfAnyLength(Name name) throws Exception {
    Provider provider = Sample.provider(kms);
    Sample ours = Sample.Kind.OURS.make(kms, provider);
    byte[] block =
        new Sdk(kms)
            .encrypt(
                CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY,
                0,
                List.of(ours.key().arn()),
                Map.of(),
                ours.plaintext());
    Sample sample = ours.with(block);
    Reader reader = new Reader(name, provider, sample);
    reader.assertReadsGood();
    kms.local().calls().clear();
    int length = block.length - ours.plaintext().length - 16 - 8;
    assertEquals(ours.plaintext().length, ByteBuffer.wrap(block).getLong(length));
    for (long claimed :
        new long[] {
          Long.MIN_VALUE,
          -1,
          Long.MAX_VALUE,
          1L << 32,
          (1L << 32) + ours.plaintext().length,
          Integer.MAX_VALUE,
          (64 << 20) + 1,
          64 << 20,
          ours.plaintext().length + 1,
          ours.plaintext().length - 1,
          0
        }) {
      byte[] message = block.clone();
      ByteBuffer.wrap(message).putLong(length, claimed);
      reader.assertRefuses(message);
      assertCheap(name, provider, sample, message);
    }
    assertEquals(0, kms.local().calls().count());
  }

  /** What KMS is asked is bounded, whatever the header claims; what it refuses is a bad tag. */
  @ParameterizedTest
  @EnumSource
  void wrappedKeysThatKmsRefuses(Name name) throws Exception {
    Provider provider = Sample.provider(kms);
    Sample sample = Sample.Kind.OURS.make(kms, provider);
    Anatomy message = Anatomy.of(sample.message());
    Reader reader = new Reader(name, provider, sample);
    reader.assertReadsGood();
    byte[] arn = sample.key().arn().getBytes(StandardCharsets.US_ASCII);
    for (int blob : new int[] {0, 1, 31, 500, 6144, 6145, 20_000}) {
      ByteBuffer keys = ByteBuffer.allocate(2 + 10 * (6 + 7 + arn.length + blob));
      int count = blob > 2000 ? 2 : 10;
      keys.putShort((short) count);
      for (int i = 0; i < count; i++) {
        keys.putShort((short) 7).put("aws-kms".getBytes(StandardCharsets.US_ASCII));
        keys.putShort((short) arn.length).put(arn).putShort((short) blob);
        byte[] garbage = new byte[blob];
        Arrays.fill(garbage, (byte) (blob + i));
        keys.put(garbage);
      }
      kms.local().calls().clear();
      byte[] forged = message.withWrappedKeys(Arrays.copyOf(keys.array(), keys.position()));
      reader.assertRefuses(forged);
      assertTrue(kms.local().calls().count() <= 3, () -> "calls: " + kms.local().calls().all());
    }
  }

  private enum Pairs {
    EMPTY_KEY(0, 0, 0, 1, 'v'),
    EMPTY_VALUE(0, 1, 'k', 0, 0),
    AWS_RESERVED(0, 5, 'a', 'w', 's', ':', 'x', 0, 1, 'v');

    @SuppressWarnings("ImmutableEnumChecker") // changed by nobody
    private final byte[] bytes;

    Pairs(int... bytes) {
      this.bytes = new byte[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        this.bytes[i] = (byte) bytes[i];
      }
    }
  }

  static List<Arguments> pairs() {
    List<Arguments> rows = new ArrayList<>();
    for (Name name : Name.values()) {
      for (Pairs pair : Pairs.values()) {
        rows.add(Arguments.of(name, pair));
      }
    }
    return rows;
  }

  /** Contexts that KMS does not take are the message's fault as well. */
  @ParameterizedTest
  @MethodSource("pairs")
  void contextsThatKmsRefuses(Name name, Pairs pair) throws Exception {
    Provider provider = Sample.provider(kms);
    Sample sample = Sample.Kind.OURS.make(kms, provider);
    byte[] header = Anatomy.of(sample.message()).header();
    byte[] context = Anatomy.join(new byte[] {0, 1}, pair.bytes);
    byte[] forged =
        Anatomy.join(
            Arrays.copyOf(header, Anatomy.CONTEXT),
            new byte[] {0, (byte) context.length},
            context,
            Arrays.copyOfRange(sample.message(), Anatomy.CONTEXT + 2, sample.message().length));
    new Reader(name, provider, sample).assertRefuses(forged);
  }
}
