package io.github.kmsjca.internal.mac;

import java.nio.ByteBuffer;
import javax.crypto.Mac;

/** A pipe to another provider's Mac. */
final class ForeignMac implements MacOperation {
  private final Mac mac;

  ForeignMac(Mac mac) {
    this.mac = mac;
  }

  Mac mac() {
    return mac;
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    mac.update(bytes, offset, length);
  }

  @Override
  public void update(ByteBuffer bytes) {
    mac.update(bytes);
  }

  @Override
  public byte[] finish() {
    return mac.doFinal();
  }

  @Override
  public void reset() {
    mac.reset();
  }

  @Override
  public MacOperation copy() throws CloneNotSupportedException {
    return new ForeignMac((Mac) mac.clone());
  }
}
