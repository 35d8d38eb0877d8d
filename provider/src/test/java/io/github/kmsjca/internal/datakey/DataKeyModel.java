package io.github.kmsjca.internal.datakey;

import org.jetbrains.lincheck.datastructures.Operation;

/** What threads do to a data key; public for Lincheck. */
public class DataKeyModel {
  private final DataKey key = new DataKey(new byte[] {1, 2});

  /** One message. */
  @Operation
  public String use() {
    if (!key.tryAcquire()) {
      return "refused";
    }
    byte[] bytes = key.bytes();
    String seen = bytes[0] == 1 && bytes[1] == 2 ? "used" : "WIPED IN USE";
    key.release();
    return seen;
  }

  @Operation
  public void retire() {
    key.retire();
  }
}
