package io.github.kmsjca.differential;

import static io.github.kmsjca.differential.Act.done;

import io.github.kmsjca.differential.AlienKeys.Silent;
import io.github.kmsjca.differential.AlienKeys.Throwing;
import io.github.kmsjca.differential.Material.Kind;
import java.nio.ByteBuffer;
import java.security.Key;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Macs with software keys. */
final class MacChecks {
  private static final AlgorithmParameterSpec UNKNOWN = new AlgorithmParameterSpec() {};
  private static final List<String> NAMES =
      List.of(
          "HmacMD5",
          "HmacSHA1",
          "HmacSHA224",
          "HmacSHA256",
          "hmacsha384",
          "HmacSHA512",
          "HmacSHA512/256",
          "HmacSHA3-256",
          "1.2.840.113549.2.9",
          "OID.1.2.840.113549.2.11");

  private final Outcomes outcomes;
  private final Material material;

  MacChecks(Outcomes outcomes, Material material) {
    this.outcomes = outcomes;
    this.material = material;
  }

  void run() throws Exception {
    Key publicKey = material.publicKey(Kind.RSA);
    for (String name : NAMES) {
      new Row(name, outcomes).run(publicKey);
    }
  }

  private record Row(String name, Outcomes outcomes) {
    private static final Key KEY = new SecretKeySpec(new byte[] {1, 2, 3}, "Hmac");
    private static final byte[] MESSAGE = {4, 5};

    private void check(String what, Outcomes.Check check) {
      outcomes.of("Mac " + name + ": " + what, check);
    }

    private Mac mac() throws Exception {
      return Mac.getInstance(name);
    }

    private Mac asked() throws Exception {
      Mac mac = mac();
      mac.getProvider();
      return mac;
    }

    private static Mac init(Mac mac) throws Exception {
      mac.init(KEY);
      return mac;
    }

    void run(Key publicKey) {
      check("is found", () -> mac().getAlgorithm());
      check("length before init", () -> mac().getMacLength());
      check("update before init", () -> done(() -> mac().update(MESSAGE)));
      check("doFinal before init", () -> mac().doFinal());
      check("reset before init", () -> done(() -> mac().reset()));
      check("asked, reset before init", () -> done(() -> asked().reset()));
      check("asked, doFinal before init", () -> asked().doFinal());
      check("a clone before init", () -> mac().clone() != null);
      keys(publicKey);
      check("makes", () -> init(mac()).doFinal(MESSAGE));
      check("asked, makes", () -> init(asked()).doFinal(MESSAGE));
      check("makes again", () -> again(init(mac())));
      check("asked, makes again", () -> again(init(asked())));
      check("makes of nothing", () -> init(mac()).doFinal());
      check("makes of a buffer", () -> buffer(init(mac())));
      check("resets", () -> reset(init(mac())));
      check("a clone", () -> cloned(init(mac())));
      check("asked, a clone", () -> cloned(init(asked())));
      check("is whose", () -> init(mac()).getProvider().getName());
      check("into too short an array", () -> into(init(mac()), 5));
      check("asked, into too short an array", () -> into(init(asked()), 5));
      check("into an array", () -> into(init(mac()), 100));
      check("update null", () -> done(() -> init(mac()).update((byte[]) null)));
      check("update beyond an array's end", () -> done(() -> init(mac()).update(MESSAGE, 1, 5)));
      check("update of a null buffer", () -> done(() -> init(mac()).update((ByteBuffer) null)));
      check("a failed init after a good one", () -> failedInit(mac()));
      check("asked, a failed init after a good one", () -> failedInit(asked()));
    }

    private void keys(Key publicKey) {
      for (Key key : new Key[] {null, publicKey, new Silent("Hmac"), new Throwing("Hmac")}) {
        String kind = key == null ? "null" : key.getClass().getSimpleName();
        check("init " + kind, () -> done(() -> mac().init(key)));
        check("asked, init " + kind, () -> done(() -> asked().init(key)));
        check("length, init " + kind, () -> lengthThenInit(key));
      }
      check("init unknown parameters", () -> done(() -> mac().init(KEY, UNKNOWN)));
      check("asked, init unknown parameters", () -> done(() -> asked().init(KEY, UNKNOWN)));
    }

    private String lengthThenInit(Key key) throws Exception {
      Mac mac = mac();
      mac.getMacLength();
      return done(() -> mac.init(key));
    }

    private static Object again(Mac mac) {
      return List.of(mac.doFinal(MESSAGE)[0], mac.doFinal(MESSAGE)[0]);
    }

    private static byte[] buffer(Mac mac) {
      mac.update(ByteBuffer.wrap(MESSAGE).asReadOnlyBuffer());
      return mac.doFinal();
    }

    private static byte[] reset(Mac mac) {
      mac.update((byte) 7);
      mac.reset();
      return mac.doFinal(MESSAGE);
    }

    private static byte[] cloned(Mac mac) throws CloneNotSupportedException {
      mac.update((byte) 7);
      return ((Mac) mac.clone()).doFinal();
    }

    private static String into(Mac mac, int length) throws Exception {
      mac.update(MESSAGE);
      return done(() -> mac.doFinal(new byte[length], 0));
    }

    private Object failedInit(Mac mac) throws Exception {
      init(mac).update(MESSAGE);
      try {
        mac.init(null);
      } catch (Exception e) {
        return List.of(e.getClass().getName(), mac.doFinal(MESSAGE)[0]);
      }
      return "taken";
    }
  }
}
