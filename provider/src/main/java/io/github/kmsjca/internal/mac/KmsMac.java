package io.github.kmsjca.internal.mac;

import io.github.kmsjca.internal.algorithm.MacAlgorithm;
import io.github.kmsjca.internal.key.SecretKeyHandle;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.call.GenerateMac;
import java.nio.ByteBuffer;
import java.security.ProviderException;
import java.util.Arrays;

/**
 * A MAC by KMS, which takes the message itself and no digest of it: so it is kept here, up to what
 * KMS takes, and wiped afterwards. Whatever comes of a message, the next one may begin after it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateMac.html">GenerateMac</a>
 */
final class KmsMac implements MacOperation {
  private static final int MOST = 4096;
  private static final int FIRST_CAPACITY = 256;
  private static final byte[] NOTHING = {};

  private final MacAlgorithm row;
  private final SecretKeyHandle key;
  private byte[] message = NOTHING;
  private int length;
  private boolean tooLong;

  KmsMac(MacAlgorithm row, SecretKeyHandle key) {
    this.row = row;
    this.key = key;
  }

  /** The first part that is too much is refused, and so is all that follows, until the end. */
  @Override
  public void update(byte[] bytes, int offset, int count) {
    make(count);
    System.arraycopy(bytes, offset, message, length, count);
    length += count;
  }

  @Override
  public void update(ByteBuffer bytes) {
    int count = bytes.remaining();
    make(count);
    bytes.get(message, length, count);
    length += count;
  }

  private void make(int room) {
    if (tooLong || room > MOST - length) {
      reset();
      tooLong = true;
      throw refusal();
    }
    if (length + room > message.length) {
      byte[] larger = new byte[Math.min(MOST, Math.max(FIRST_CAPACITY, 2 * (length + room)))];
      System.arraycopy(message, 0, larger, 0, length);
      Arrays.fill(message, (byte) 0);
      message = larger;
    }
  }

  private ProviderException refusal() {
    return new ProviderException(
        "a message of more than "
            + MOST
            + " bytes is more than KMS GenerateMac takes with key "
            + key.arn()
            + ", and it takes no digest: nothing of it was authenticated. Make the MAC of a digest"
            + " of it, if whoever verifies does the same");
  }

  @Override
  public byte[] finish() {
    byte[] whole = NOTHING;
    try {
      if (tooLong) {
        throw refusal();
      }
      if (length == 0) {
        throw new ProviderException(
            "KMS GenerateMac with key " + key.arn() + " takes 1 to " + MOST + " bytes, not none");
      }
      whole = Arrays.copyOf(message, length);
      byte[] mac = key.gateway().perform(new GenerateMac(key.use(), row.wireName(), whole));
      if (mac.length != row.length()) {
        throw new ProviderException(
            "KMS GenerateMac with key "
                + key.arn()
                + " answered with "
                + mac.length
                + " bytes, and "
                + row.jcaName()
                + " has "
                + row.length());
      }
      return mac;
    } catch (KmsCallException e) {
      throw new ProviderException(e.getMessage(), e);
    } finally {
      Arrays.fill(whole, (byte) 0);
      reset();
    }
  }

  @Override
  public void reset() {
    Arrays.fill(message, 0, length, (byte) 0);
    length = 0;
    tooLong = false;
  }

  @Override
  public MacOperation copy() {
    KmsMac copy = new KmsMac(row, key);
    copy.message = message.clone();
    copy.length = length;
    copy.tooLong = tooLong;
    return copy;
  }
}
