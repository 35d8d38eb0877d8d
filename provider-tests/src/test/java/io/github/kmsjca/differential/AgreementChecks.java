package io.github.kmsjca.differential;

import static io.github.kmsjca.differential.Act.done;

import io.github.kmsjca.differential.AlienKeys.EcWithoutParameters;
import io.github.kmsjca.differential.AlienKeys.Silent;
import io.github.kmsjca.differential.AlienKeys.Throwing;
import io.github.kmsjca.differential.Material.Kind;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import javax.crypto.KeyAgreement;

/** Key agreements with software keys. */
final class AgreementChecks {
  private static final AlgorithmParameterSpec UNKNOWN = new AlgorithmParameterSpec() {};

  private final Outcomes outcomes;
  private final Material material;

  AgreementChecks(Outcomes outcomes, Material material) {
    this.outcomes = outcomes;
    this.material = material;
  }

  void run() throws Exception {
    row("ECDH", Kind.EC).run(material);
    row("ecdh", Kind.EC).run(material);
    row("X25519", Kind.X25519).run(material);
    row("XDH", Kind.X25519).run(material);
    row("DH", Kind.DH).run(material);
  }

  private Row row(String name, Kind kind) throws Exception {
    return new Row(name, material.privateKey(kind), material.publicKey(kind), outcomes);
  }

  private record Row(String name, PrivateKey key, PublicKey peer, Outcomes outcomes) {
    private void check(String what, Outcomes.Check check) {
      outcomes.of("KeyAgreement " + name + ": " + what, check);
    }

    private KeyAgreement agreement() throws Exception {
      return KeyAgreement.getInstance(name);
    }

    private KeyAgreement asked() throws Exception {
      KeyAgreement agreement = agreement();
      agreement.getProvider();
      return agreement;
    }

    private KeyAgreement init(KeyAgreement agreement) throws Exception {
      agreement.init(key);
      return agreement;
    }

    private KeyAgreement agreed(KeyAgreement agreement) throws Exception {
      init(agreement).doPhase(peer, true);
      return agreement;
    }

    void run(Material material) throws Exception {
      check("is found", () -> agreement().getAlgorithm());
      check("doPhase before init", () -> agreement().doPhase(peer, true));
      check("generateSecret before init", () -> agreement().generateSecret());
      check("asked, doPhase before init", () -> asked().doPhase(peer, true));
      check("asked, generateSecret before init", () -> asked().generateSecret());
      check("generateSecret before doPhase", () -> init(agreement()).generateSecret());
      check("asked, generateSecret before doPhase", () -> init(asked()).generateSecret());
      check("agrees", () -> agreed(agreement()).generateSecret());
      check("asked, agrees", () -> agreed(asked()).generateSecret());
      check("agrees on TLS", () -> agreed(agreement()).generateSecret("TlsPremasterSecret"));
      check("agrees on AES", () -> agreed(agreement()).generateSecret("AES"));
      check("asked, agrees on AES", () -> agreed(asked()).generateSecret("AES"));
      check("agrees on bogus", () -> agreed(agreement()).generateSecret("Bogus"));
      check("agrees on null", () -> agreed(agreement()).generateSecret((String) null));
      check("is whose", () -> agreed(agreement()).getProvider().getName());
      check("into an array", () -> agreed(agreement()).generateSecret(new byte[1000], 1));
      check("into too short an array", () -> agreed(agreement()).generateSecret(new byte[9], 0));
      check("asked, into too short an array", () -> agreed(asked()).generateSecret(new byte[9], 0));
      check("agrees twice", () -> twice(agreement()));
      check("asked, agrees twice", () -> twice(asked()));
      check("a failed init after a good one", () -> failedInit(agreement()));
      check("asked, a failed init after a good one", () -> failedInit(asked()));
      check("another phase", () -> init(agreement()).doPhase(peer, false));
      check("asked, another phase", () -> init(asked()).doPhase(peer, false));
      peers(material);
      keys(material);
    }

    private Object twice(KeyAgreement agreement) throws Exception {
      byte[] first = agreed(agreement).generateSecret();
      return List.of(first.length, agreement.generateSecret().length);
    }

    private Object failedInit(KeyAgreement agreement) throws Exception {
      init(agreement);
      String refusal = attempt(() -> agreement.init(peer));
      String phase = attempt(() -> agreement.doPhase(peer, true));
      return List.of(refusal, phase, attempt(agreement::generateSecret));
    }

    private static String attempt(Act act) {
      try {
        return done(act);
      } catch (Exception e) {
        return e.toString();
      }
    }

    private void peers(Material material) throws Exception {
      Key[] keys = {
        null,
        new Silent(key.getAlgorithm()),
        new Throwing(key.getAlgorithm()),
        new EcWithoutParameters((ECPublicKey) material.publicKey(Kind.EC)),
        material.publicKey(Kind.RSA)
      };
      for (Key each : keys) {
        String kind = each == null ? "null" : each.getClass().getSimpleName();
        check("peer " + kind, () -> init(agreement()).doPhase(each, true));
        check("asked, peer " + kind, () -> init(asked()).doPhase(each, true));
      }
    }

    private void keys(Material material) throws Exception {
      Key[] keys = {
        null,
        new Silent(key.getAlgorithm()),
        new Throwing(key.getAlgorithm()),
        peer,
        material.privateKey(Kind.RSA)
      };
      for (int i = 0; i < keys.length; i++) {
        Key each = keys[i];
        check("init " + i, () -> done(() -> agreement().init(each)));
        check("asked, init " + i, () -> done(() -> asked().init(each)));
      }
      check("init unknown parameters", () -> done(() -> agreement().init(key, UNKNOWN)));
      check("asked, init unknown parameters", () -> done(() -> asked().init(key, UNKNOWN)));
    }
  }
}
