// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

// Wallets that obey a key by its signature, each checked as the venue's own wallet of that kind
// checks it. Who brings the signature does not matter.

library Signed {
    function by(bytes32 digest, bytes memory signature) internal pure returns (address) {
        require(signature.length == 65, "signature is not 65 bytes");
        bytes32 r;
        bytes32 s;
        uint8 v;
        assembly {
            r := mload(add(signature, 32))
            s := mload(add(signature, 64))
            v := byte(0, mload(add(signature, 96)))
        }
        return ecrecover(digest, v, r, s);
    }

    function message(bytes32 hash) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked("\x19Ethereum Signed Message:\n32", hash));
    }
}

abstract contract Caller {
    function call(address to, uint256 value, bytes memory data) internal {
        (bool done, bytes memory said) = to.call{value: value}(data);
        if (!done) {
            assembly {
                revert(add(said, 32), mload(said))
            }
        }
    }
}

// A wallet of type 3.
contract DepositWallet is Caller {
    struct Call {
        address target;
        uint256 value;
        bytes data;
    }

    address public owner;
    uint256 public nonce;

    bytes32 constant CALL_TYPE = keccak256("Call(address target,uint256 value,bytes data)");
    bytes32 constant BATCH_TYPE = keccak256(
        "Batch(address wallet,uint256 nonce,uint256 deadline,Call[] calls)Call(address target,uint256 value,bytes data)"
    );

    function open(address owner_) external {
        require(owner == address(0), "opened already");
        owner = owner_;
    }

    function digestOf(uint256 nonce_, uint256 deadline, Call[] calldata calls) public view returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](calls.length);
        for (uint256 i = 0; i < calls.length; i++) {
            hashes[i] = keccak256(
                abi.encode(CALL_TYPE, calls[i].target, calls[i].value, keccak256(calls[i].data))
            );
        }
        bytes32 batch = keccak256(
            abi.encode(BATCH_TYPE, address(this), nonce_, deadline, keccak256(abi.encodePacked(hashes)))
        );
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("DepositWallet"),
                keccak256("1"),
                block.chainid,
                address(this)
            )
        );
        return keccak256(abi.encodePacked("\x19\x01", domain, batch));
    }

    function execute(uint256 nonce_, uint256 deadline, Call[] calldata calls, bytes calldata signature) external {
        require(block.timestamp <= deadline, "deadline has passed");
        require(nonce_ == nonce, "wrong nonce");
        require(Signed.by(digestOf(nonce_, deadline, calls), signature) == owner, "not the owner's signature");
        nonce++;
        for (uint256 i = 0; i < calls.length; i++) call(calls[i].target, calls[i].value, calls[i].data);
    }
}

// A wallet of type 2.
contract SafeWallet is Caller {
    address public owner;
    uint256 public nonce;

    function open(address owner_) external {
        require(owner == address(0), "opened already");
        owner = owner_;
    }

    function hashOf(address to, bytes calldata data, uint8 operation) public view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(uint256 chainId,address verifyingContract)"), block.chainid, address(this)
            )
        );
        bytes32 safeTx = keccak256(
            abi.encode(
                keccak256(
                    "SafeTx(address to,uint256 value,bytes data,uint8 operation,uint256 safeTxGas,uint256 baseGas,uint256 gasPrice,address gasToken,address refundReceiver,uint256 nonce)"
                ),
                to, 0, keccak256(data), operation, 0, 0, 0, address(0), address(0), nonce
            )
        );
        return keccak256(abi.encodePacked("\x19\x01", domain, safeTx));
    }

    function execTransaction(address to, bytes calldata data, uint8 operation, bytes calldata signature) external {
        bytes memory plain = signature;
        uint8 v = uint8(plain[64]);
        require(v > 30, "not a signature of a signed message");
        plain[64] = bytes1(v - 4);
        require(Signed.by(Signed.message(hashOf(to, data, operation)), plain) == owner, "not the owner's signature");
        nonce++;
        if (operation == 0) return call(to, 0, data);
        (bool done,) = to.delegatecall(data);
        require(done, "the batch failed");
    }
}

contract Multisend {
    function multiSend(bytes memory batch) external payable {
        uint256 at = 0;
        while (at < batch.length) {
            address to;
            uint256 value;
            uint256 length;
            bool done;
            assembly {
                let place := add(add(batch, 32), at)
                to := shr(96, mload(add(place, 1)))
                value := mload(add(place, 21))
                length := mload(add(place, 53))
                done := call(gas(), to, value, add(place, 85), length, 0, 0)
            }
            require(done, "a call of the batch failed");
            at += 85 + length;
        }
    }
}

// A wallet of type 1, which only its factory commands.
contract ProxyWallet is Caller {
    address constant FACTORY = 0xaB45c5A4B0c941a2F231C04C3f49182e1A254052;

    function forward(address to, bytes calldata data) external {
        require(msg.sender == FACTORY, "only the factory");
        call(to, 0, data);
    }
}

contract ProxyFactory {
    struct Call {
        uint8 typeCode;
        address to;
        uint256 value;
        bytes data;
    }

    struct Relayed {
        address from;
        bytes data;
        uint256 gasLimit;
        uint256 nonce;
        address relay;
    }

    address constant HUB = 0xD216153c06E857cD7f72665E0aF1d7D82172F494;
    mapping(address => uint256) public nonces;

    function relay(ProxyWallet wallet, Relayed calldata sent, bytes calldata signature) external {
        require(sent.nonce == nonces[sent.from], "wrong nonce");
        bytes32 hash = keccak256(
            abi.encodePacked(
                "rlx:", sent.from, address(this), sent.data,
                uint256(0), uint256(0), sent.gasLimit, sent.nonce, HUB, sent.relay
            )
        );
        require(Signed.by(Signed.message(hash), signature) == sent.from, "not the owner's signature");
        nonces[sent.from]++;
        require(bytes4(sent.data[:4]) == bytes4(keccak256("proxy((uint8,address,uint256,bytes)[])")), "no batch");
        Call[] memory calls = abi.decode(sent.data[4:], (Call[]));
        for (uint256 i = 0; i < calls.length; i++) {
            require(calls[i].typeCode == 1, "not a call");
            wallet.forward(calls[i].to, calls[i].data);
        }
    }
}
