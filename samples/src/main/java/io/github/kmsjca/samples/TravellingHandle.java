package io.github.kmsjca.samples;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.PrivateKey;

/** Stop 6: the handle of a key goes where the work is. It carries the key's name, and no secret. */
final class TravellingHandle {
  private TravellingHandle() {}

  static byte[] send(PrivateKey key) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(key);
    }
    return bytes.toByteArray();
  }

  /** In any JVM with the provider and with permission to use the key. */
  static PrivateKey receive(byte[] bytes) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (PrivateKey) in.readObject();
    }
  }
}
