package io.github.kmsjca.internal.datakey;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * What threads do to a key in the cache: at most so many messages and bytes, and one refresh,
 * however many see that it is time. A step tells nothing but that this was broken, which no step
 * does on one thread. Public for Lincheck.
 */
public class CachedKeyModel {
  private static final long AGE = 100;
  private static final int MAX_MESSAGES = 3;
  private static final int MAX_BYTES = 20;

  private final AtomicInteger messages = new AtomicInteger();
  private final AtomicInteger bytes = new AtomicInteger();
  private final AtomicInteger refreshes = new AtomicInteger();
  private final CachedEncryptionKey key =
      new CachedEncryptionKey(
          new GeneratedKey(new DataKey(new byte[] {1}), List.of(), new byte[0]),
          new Lifetime(0, AGE / 2, AGE, 0),
          new Budget(MAX_MESSAGES, MAX_BYTES));

  /** A short message. */
  @Operation
  public String use() {
    return use(1);
  }

  /** Two of these are too many. */
  @Operation
  public String useLong() {
    return use(15);
  }

  private String use(int length) {
    if (!key.tryUse(length)) {
      return "";
    }
    boolean isWiped = key.bytes()[0] != 1;
    key.release();
    boolean isTooMuch =
        messages.incrementAndGet() > MAX_MESSAGES || bytes.addAndGet(length) > MAX_BYTES;
    return isWiped ? "WIPED IN USE" : isTooMuch ? "TOO MUCH" : "";
  }

  @Operation
  public void retire() {
    key.retire();
  }

  /** Before its time, unless the key is nearly spent. */
  @Operation
  public String refreshEarly() {
    return refresh(1);
  }

  @Operation
  public String refreshLate() {
    return refresh(AGE - 1);
  }

  private String refresh(long now) {
    return key.claimRefresh(now) && refreshes.incrementAndGet() > 1 ? "TWICE" : "";
  }
}
